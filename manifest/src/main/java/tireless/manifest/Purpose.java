package tireless.manifest;

/** What a manifest is read for. */
public enum Purpose {
    /** To be looked at: what only the place of use can know is a warning. */
    LINT,
    /** To be run: everything must be there. */
    APPLY
}
