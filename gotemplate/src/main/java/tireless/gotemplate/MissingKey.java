package tireless.gotemplate;

/** What a key means that a map does not have; Go's option `missingkey`. */
public enum MissingKey {
    /** It is absent, and so are its fields; printed, it is `<no value>`. */
    DEFAULT,
    /** It is null: asking it for a field is an error. */
    ZERO,
    /** It is an error. */
    ERROR
}
