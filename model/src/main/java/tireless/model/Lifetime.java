package tireless.model;

/** Whether a workload has an end. */
public enum Lifetime {
    /** A Worker or Service: every end is followed by a new start. */
    PERPETUAL,
    /** A job: its own end is its result. */
    ENDS
}
