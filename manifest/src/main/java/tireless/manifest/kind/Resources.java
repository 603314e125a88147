package tireless.manifest.kind;

/** What a replica asks for, and what it may use at most. */
public record Resources(Amounts requests, Amounts limits) {
    /** Nothing asked for, no limit. */
    public static final Resources NONE = new Resources(Amounts.NONE, Amounts.NONE);
}
