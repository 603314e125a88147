package tireless.chaos.schedule;

/** How a worker of the suite behaves, beside writing. */
public enum Variant {
    /** It is one process. */
    PLAIN,
    /** It has children and grandchildren. */
    FAMILY,
    /** It has children in sessions of their own. */
    DETACHED,
    /** It ignores SIGTERM. */
    DEAF;

    /** The argument of the worker's script. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
