package tireless.cli.target;

import tireless.model.ResourceType;

/** In which versions of its format DataOS documents each type. */
public final class CanonicalVersion {
    private CanonicalVersion() {}

    /** {@code v1beta} for a worker. */
    public static String of(ResourceType type) {
        return switch (type) {
            case WORKER, VOLUME, BUNDLE, RESOURCE -> "v1beta";
            case STACK, LENS, LAKEHOUSE, GRANT, OPERATOR, MONITOR, PAGER -> "v1alpha";
            case WORKSPACE -> "v1beta1";
            case SERVICE, WORKFLOW, SECRET, INSTANCE_SECRET, COMPUTE, CLUSTER, DATABASE, DEPOT, POLICY -> "v1";
        };
    }
}
