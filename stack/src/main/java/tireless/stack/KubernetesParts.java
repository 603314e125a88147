package tireless.stack;

import java.util.Optional;

/**
 * What a stack makes of a worker for a Kubernetes cluster, each as YAML.
 *
 * @param containers what it says of the containers of a pod
 * @param object an object of any kind
 * @param success when that has done what it is for
 * @param failure when that can not do it any more
 */
public record KubernetesParts(
        Optional<String> containers, Optional<String> object, Optional<String> success, Optional<String> failure) {
    public static final KubernetesParts NONE =
            new KubernetesParts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
