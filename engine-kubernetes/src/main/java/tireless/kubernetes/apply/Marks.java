package tireless.kubernetes.apply;

/** The labels and annotations by which Tireless knows its own. */
public final class Marks {
    /** Label of everything that Tireless made; its value is {@link #TIRELESS}. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Also the name under which fields are owned. */
    public static final String TIRELESS = "tireless";

    public static final String WORKSPACE = "tireless.dev/workspace";
    public static final String TYPE = "tireless.dev/type";
    public static final String NAME = "tireless.dev/name";
    public static final String UID = "tireless.dev/uid";

    /** Annotation: the number of a revision; on pods, that with which what they run began. */
    public static final String REVISION = "tireless.dev/revision";

    /** Annotation: the hash of what was applied. */
    public static final String CONTENT = "tireless.dev/content";

    /** Annotation of pods: the hash of what they run. */
    public static final String RUN = "tireless.dev/run";

    /** Annotation of pods: which restart by hand they came with. */
    public static final String RESTART = "tireless.dev/restart";

    /** Kubernetes' own annotation of pods: of a Deployment that loses replicas, those with the lowest go first. */
    public static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

    private Marks() {}
}
