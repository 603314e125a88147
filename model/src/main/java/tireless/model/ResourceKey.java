package tireless.model;

import java.util.Comparator;

/**
 * The identity of a resource: type, scope and name. The manifest's {@code version} is an attribute, not a part of it.
 *
 * @param scope the workspace, or {@link #INSTANCE} for types that belong to the whole instance
 */
public record ResourceKey(ResourceType type, String scope, String name) implements Comparable<ResourceKey> {
    /** The scope of every resource that belongs to no workspace; no workspace can have this name. */
    public static final String INSTANCE = "-";

    private static final Comparator<ResourceKey> ORDER = Comparator.comparing(ResourceKey::scope)
            .thenComparing(ResourceKey::type)
            .thenComparing(ResourceKey::name);

    public ResourceKey {
        if (scope.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                    "a resource needs a scope and a name: " + type + " " + scope + "/" + name);
        }
    }

    public static ResourceKey worker(String workspace, String name) {
        return new ResourceKey(ResourceType.WORKER, workspace, name);
    }

    @Override
    public int compareTo(ResourceKey other) {
        return ORDER.compare(this, other);
    }

    /** {@code worker public/pulse}: for people. */
    @Override
    public String toString() {
        return type.keyword() + " " + scope + "/" + name;
    }
}
