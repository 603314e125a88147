package tireless.manifest.interpolate;

import tireless.model.ResourceType;

/** Where in a manifest variables are replaced. */
public enum Scope {
    EVERYWHERE,
    /** Only where the whole scalar is one variable: secrets hold texts with dollar signs. */
    WHOLE_SCALARS,
    /** Nowhere: stacks hold templates, and the user may ask for it. */
    NOWHERE;

    /** The scope in manifests of {@code type}. */
    public static Scope of(ResourceType type) {
        return switch (type) {
            case SECRET, INSTANCE_SECRET -> WHOLE_SCALARS;
            case STACK -> NOWHERE;
            default -> EVERYWHERE;
        };
    }
}
