package tireless.kubernetes.objects;

import tireless.model.Leftovers;

/** The names of what every object of ours is marked with. */
public final class Labels {
    /** Label: who keeps the object; {@link #TIRELESS} for an engine. */
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

    /** Label: the name of the resource, for who knows nothing of Tireless. */
    public static final String APP = "app.kubernetes.io/name";

    /** Label: the workspace of the resource. */
    public static final String WORKSPACE = "tireless.dev/workspace";

    /** Label: the type of the resource, as manifests write it. */
    public static final String TYPE = "tireless.dev/type";

    /** Label: the name of the resource. */
    public static final String NAME = "tireless.dev/name";

    /** Label: the uid of the resource. What is shared by several has none. */
    public static final String UID = Leftovers.LABEL;

    /** Label, {@code true}: it outlives who uses it, so nobody prunes it. */
    public static final String KEPT = "tireless.dev/kept";

    /**
     * Annotation of a StatefulSet or Deployment: the number of the revision that it is of; of its pods: of the first revision with pods as
     * they are. Other objects have none, so that a revision that changes nothing of them writes nothing.
     */
    public static final String REVISION = "tireless.dev/revision";

    /** Annotation of a StatefulSet or Deployment and of its pods: a short name of what the pods are; other pods have another one. */
    public static final String CONTENT = "tireless.dev/content";

    /** Annotation of pods: which restart by hand they are of. */
    public static final String RESTART = "tireless.dev/restart";

    /** {@link #MANAGED_BY} of what an engine keeps. */
    public static final String TIRELESS = "tireless";

    /** {@link #MANAGED_BY} of what was exported: no engine takes it for its own. */
    public static final String EXPORTED = "tireless-export";

    private Labels() {}
}
