package tireless.kubernetes.apply;

/** The names of annotations that an engine adds to what a translation gives. */
public final class Annotations {
    /** The hash of what was applied. */
    public static final String APPLIED = "tireless.dev/applied";

    /** Kubernetes' own annotation of pods: of a Deployment that loses replicas, those with the lowest go first. */
    public static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private Annotations() {}
}
