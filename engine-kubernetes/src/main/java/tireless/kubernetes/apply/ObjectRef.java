package tireless.kubernetes.apply;

/**
 * What an object of a cluster is called.
 *
 * @param apiVersion as {@code apps/v1}
 * @param namespace empty where the kind is of the whole cluster
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name) {
    /** Whether both are of one kind. */
    boolean isLike(ObjectRef other) {
        return apiVersion.equals(other.apiVersion) && kind.equals(other.kind);
    }

    /** For people: {@code StatefulSet public/pulse}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
    }
}
