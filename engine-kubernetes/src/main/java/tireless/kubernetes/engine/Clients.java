package tireless.kubernetes.engine;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tireless.model.TirelessException;
import tireless.model.cluster.Access;

/** Opens clients of a cluster. */
@FunctionalInterface
public interface Clients {
    /** How long the API server may take to answer at all. */
    Duration CONNECT = Duration.ofSeconds(5);

    /**
     * Opens one that tries what failed once more by itself, and no more; nobody is asked anything yet.
     *
     * @param reach hears of every request
     * @throws TirelessException if there is no such access on this machine
     */
    KubernetesClient open(Interceptor reach);

    /** Those of an access. */
    static Clients of(Access access) {
        return reach -> open(config(access), reach);
    }

    /** One with this configuration. */
    static KubernetesClient open(Config config, Interceptor reach) {
        config.setUserAgent("tireless");
        // With none it does not tell of a connection that failed.
        config.setRequestRetryBackoffLimit(1);
        config.setConnectionTimeout((int) CONNECT.toMillis());
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("tireless-reach", reach))
                .build();
    }

    private static Config config(Access access) {
        return switch (access) {
            case Access.InCluster() -> Config.autoConfigure(null);
            case Access.Kubeconfig(Optional<Path> kubeconfig, Optional<String> context) ->
                kubeconfig
                        .map(file -> fromFile(file, context))
                        .orElseGet(() -> Config.autoConfigure(context.orElse(null)));
        };
    }

    private static Config fromFile(Path file, Optional<String> context) {
        if (!Files.isReadable(file)) {
            throw TirelessException.failed(
                    "there is no kubeconfig at %s that can be read; correct `kubeconfig` of the compute"
                            .formatted(file));
        }
        return Config.fromKubeconfig(context.orElse(null), file.toFile());
    }
}
