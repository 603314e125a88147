package tireless.api;

/** The names that both sides use. */
public final class Api {
    /** Below this every route of this version lies. A server answers in the same version as long as it can. */
    public static final String BASE = "/api/v1";

    /** The version of the exchange itself; another one on either side is refused with a sentence. */
    public static final int VERSION = 1;

    /** The header in which a client says its {@link #VERSION}. */
    public static final String VERSION_HEADER = "Tireless-Api-Version";

    /** How large a request's body may be, in bytes. */
    public static final int BODY_LIMIT = 32 << 20;

    /** How many items one page may have. */
    public static final int MOST_ITEMS = 1_000;

    private Api() {}

    /** {@code /api/v1/resources/worker/public/pulse}. */
    public static String path(ResourceRef resource) {
        return BASE + "/resources/" + resource.type() + "/" + resource.workspace() + "/" + resource.name();
    }
}
