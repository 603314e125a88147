package tireless.model;

/** What a probe is asked for. */
public enum ProbeKind {
    /** Whether it is up: until then neither of the other two is asked. */
    STARTUP("startup"),

    /** Whether it does its work at the moment. */
    READINESS("readiness"),

    /** Whether it must be restarted. */
    LIVENESS("liveness");

    private final String word;

    ProbeKind(String word) {
        this.word = word;
    }

    /** As manifests and messages write it. */
    public String word() {
        return word;
    }
}
