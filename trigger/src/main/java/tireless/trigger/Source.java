package tireless.trigger;

/** Where the value of a key can come from, as in KEDA. */
public enum Source {
    /** The {@code metadata} of the trigger. */
    METADATA,
    /** A parameter of its TriggerAuthentication. */
    AUTHENTICATION,
    /** A variable of the worker, which {@code <key>FromEnv} in the metadata names. */
    ENVIRONMENT
}
