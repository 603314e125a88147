package tireless.manifest;

/** What a manifest is read for. */
public enum Purpose {
    /** To be looked at: what only the place of use can know is a warning. */
    LINT,
    /** To be kept by a server: everything must be there. */
    APPLY,
    /** To be run here and now: everything must be there, and be something that runs. */
    RUN;

    /** Whether what is missing at the place of use is an error. */
    public boolean isUse() {
        return this != LINT;
    }
}
