package tireless.api;

import java.util.Set;

/** The names that both sides use. */
public final class Api {
    /** Below this every route of this version lies. A server answers in the same version as long as it can. */
    public static final String BASE = "/api/v1";

    /** Where a server tells of itself. */
    public static final String SERVER = BASE + "/server";

    /** Where a server is asked to end. */
    public static final String STOP = SERVER + "/stop";

    /** Where a server is asked for a backup. */
    public static final String BACKUP = BASE + "/backup";

    /** Where a server is asked for another key of its secrets. */
    public static final String ROTATE_KEY = BASE + "/secrets/rotate-key";

    /** The version of the exchange itself; another one on either side is refused with a sentence. */
    public static final int VERSION = 1;

    /** The header in which a client says its {@link #VERSION}. */
    public static final String VERSION_HEADER = "Tireless-Api-Version";

    /** How large a request's body may be, in bytes. */
    public static final int BODY_LIMIT = 32 << 20;

    /** How many items one page may have. */
    public static final int MOST_ITEMS = 1_000;

    private static final Set<String> FOR_EVERY_VERSION = Set.of("GET " + SERVER, "POST " + STOP);

    private Api() {}

    /**
     * Whether a request is answered whatever the version of its client. These stay as they are in every version, so that a server
     * can be ended by a command of another one.
     */
    public static boolean isForEveryVersion(String method, String path) {
        return FOR_EVERY_VERSION.contains(method + " " + path);
    }

    /** {@code /api/v1/resources/worker/public/pulse}. */
    public static String path(ResourceRef resource) {
        return BASE + "/resources/" + resource.type() + "/" + resource.workspace() + "/" + resource.name();
    }
}
