package tireless.model.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** How the API server of a cluster is reached, and as whom. Two that are equal are one cluster. */
public sealed interface Access {
    /** How people begin a command for it. */
    default String kubectl() {
        return switch (this) {
            case InCluster() -> "kubectl";
            case Kubeconfig(var kubeconfig, var context) ->
                "kubectl" + kubeconfig.map(path -> " --kubeconfig " + path).orElse("")
                        + context.map(name -> " --context " + name).orElse("");
        };
    }

    /**
     * By a kubeconfig.
     *
     * @param kubeconfig absolute; empty is the one that kubectl takes, by KUBECONFIG or in the home folder
     * @param context of it; empty is its current one
     */
    record Kubeconfig(Optional<Path> kubeconfig, Optional<String> context) implements Access {}

    /** As a pod of the cluster, by the service account that it runs as. */
    record InCluster() implements Access {}
}
