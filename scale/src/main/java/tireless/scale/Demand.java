package tireless.scale;

/** What one trigger asks for at one look. */
sealed interface Demand {
    /** The trigger as it is shown to people. */
    String trigger();

    /** How that was found, with its numbers. */
    String text();

    /** So many replicas. */
    record Known(String trigger, int replicas, Activity activity, String text) implements Demand {}

    /**
     * Nobody knows: it demands nothing, and forbids fewer.
     *
     * @param activity {@code UNKNOWN} where it could have been the one that keeps something running, else {@code SILENT}
     */
    record Unknown(String trigger, Activity activity, String text) implements Demand {}

    /** It has no say in the count: it is read for another trigger, or nothing runs that it could be read from. */
    record None(String trigger, Activity activity, String text) implements Demand {}

    Activity activity();

    /** Whether there is work, as far as one trigger can tell. */
    enum Activity {
        ACTIVE,
        INACTIVE,
        UNKNOWN,
        /** Its kind never tells: processors and memory are used by replicas, and by none where there are none. */
        SILENT
    }
}
