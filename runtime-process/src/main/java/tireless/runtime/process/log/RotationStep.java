package tireless.runtime.process.log;

/** What a rotation has just done, in this order; between any two of them it may be killed. */
enum RotationStep {
    BEGUN,
    HALF_WRITTEN,
    WRITTEN,
    SYNCED,
    RENAMED,
    DROPPED_MERGED,
    RECORDED,
    PUNCHED,
    CUT_INDEX,
    REMOVED_ATTEMPT
}
