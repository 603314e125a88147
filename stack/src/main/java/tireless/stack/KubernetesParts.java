package tireless.stack;

import java.util.Optional;

/**
 * What a stack makes of a worker for a Kubernetes cluster, each as YAML.
 *
 * @param containers what it says of the containers of a pod
 * @param object an object of any kind
 */
public record KubernetesParts(Optional<String> containers, Optional<String> object) {
    public static final KubernetesParts NONE = new KubernetesParts(Optional.empty(), Optional.empty());
}
