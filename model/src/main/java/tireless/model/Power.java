package tireless.model;

/** Whether a resource shall run at all. Kept apart from its replicas, so that resuming brings back the same count. */
public enum Power {
    /** It runs. */
    ON,
    /** It drained, and runs nothing until it is resumed. */
    PAUSED,
    /** It was stopped without a drain, and runs nothing until it is resumed. */
    STOPPED,
    /** It goes for good; what runs is stopped first. */
    REMOVED
}
