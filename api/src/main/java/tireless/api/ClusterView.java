package tireless.api;

import tireless.json.Form;

/**
 * Where a resource runs that runs on a cluster.
 *
 * @param compute the name of the Compute
 * @param object the kind of the object that keeps its replicas there: {@code StatefulSet}
 * @param countOwner who sets the count of its replicas: {@code manifest}, {@code tireless}, {@code hpa} or {@code keda}
 */
public record ClusterView(String compute, String namespace, String object, String countOwner) {
    public static ClusterView read(Form form) {
        return new ClusterView(
                form.text("compute"), form.text("namespace"), form.text("object"), form.text("countOwner"));
    }

    public Form form() {
        return Form.empty()
                .with("compute", compute)
                .with("namespace", namespace)
                .with("object", object)
                .with("countOwner", countOwner);
    }
}
