package tireless.kubernetes.apply;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * A kind of object.
 *
 * @param apiVersion as {@code apps/v1}
 * @param plural as in paths and in roles: {@code statefulsets}
 */
public record Kind(String apiVersion, String kind, String plural, boolean namespaced) {
    /** Whether an object is of it. */
    public boolean isOf(ObjectRef ref) {
        return kind.equals(ref.kind()) && apiVersion.equals(ref.apiVersion());
    }

    /** The group; empty for that of pods. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** The version alone. */
    public String version() {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    /** The same for the client. */
    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group().isEmpty() ? null : group())
                .withVersion(version())
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
