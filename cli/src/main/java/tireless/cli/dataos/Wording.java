package tireless.cli.dataos;

import tireless.api.ResourceRef;
import tireless.model.ResourceKey;

/** The pieces that several messages are made of. */
final class Wording {
    private Wording() {}

    /** {@code (public)}; empty for a resource of the whole instance. */
    static String place(ResourceRef resource) {
        return resource.workspace().equals(ResourceKey.INSTANCE) ? "" : "(" + resource.workspace() + ")";
    }

    /** The cell of a table; empty for a resource of the whole instance. */
    static String workspace(ResourceRef resource) {
        return resource.workspace().equals(ResourceKey.INSTANCE) ? "" : resource.workspace();
    }

    /** {@code (public) pulse:v1beta:worker}. */
    static String subject(ResourceRef resource, String version) {
        return place(resource) + " " + resource.name() + ":" + version + ":" + resource.type();
    }
}
