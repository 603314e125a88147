package tireless.kubernetes.engine;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tireless.model.TirelessException;

/**
 * What a pod is given to reach the API server of its own cluster. A kubeconfig that lies there as well leads elsewhere, and is not read.
 *
 * @param environment variables of the pod
 * @param folder where its token and the certificate of the cluster are
 */
record ServiceAccount(Map<String, String> environment, Path folder) {
    /** Where a kubelet puts them. */
    static final Path FOLDER = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    ServiceAccount {
        environment = Map.copyOf(environment);
    }

    /**
     * The token is read before each request: a kubelet replaces it long before it ends.
     *
     * @throws TirelessException if this is no pod, or none with a token
     */
    Config config() {
        String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
        if (host.isEmpty() || !Files.isReadable(folder.resolve("token"))) {
            throw TirelessException.failed(
                    "this server is in no pod of a cluster that has a service account: there is no %s; name a `context` or a `kubeconfig` in the compute, or give its pod a token"
                            .formatted(host.isEmpty() ? "KUBERNETES_SERVICE_HOST" : folder.resolve("token")));
        }
        String address = host.contains(":") ? "[" + host + "]" : host;
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(
                        "https://%s:%s".formatted(address, environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443")))
                .withCaCertFile(folder.resolve("ca.crt").toString())
                .withOauthTokenProvider(this::token)
                .build();
    }

    private String token() {
        Path file = folder.resolve("token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot read the token of the service account at %s: %s"
                            .formatted(file, TirelessException.reason(e)),
                    e);
        }
    }
}
