package tireless.kubernetes.engine;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tireless.kubernetes.apply.Refusals;
import tireless.kubernetes.watch.BeatingClients;
import tireless.kubernetes.watch.Reach;
import tireless.model.TirelessException;
import tireless.model.cluster.Access;

/** Opens clients of a cluster. */
@FunctionalInterface
public interface Clients {
    /** How long the API server may take to answer at all. */
    Duration CONNECT = Duration.ofSeconds(5);

    /** Twice this long a watch may be silent without a sign of life of the API server. */
    Duration HEARTBEAT = Duration.ofSeconds(20);

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

    /**
     * Those of a pod.
     *
     * @param environment its variables
     * @param folder where its token and the certificate of the cluster are
     */
    static Clients inPod(Map<String, String> environment, Path folder) {
        return reach -> open(new ServiceAccount(environment, folder).config(), reach);
    }

    /** Asks an API server for its version. What is in the way of an answer, for people; empty where it answers and knows who asks. */
    static Optional<String> trouble(Access access) {
        AtomicReference<String> reach = new AtomicReference<>("");
        try (KubernetesClient client = of(access).open(Reach.ofOne(reach::set))) {
            var _ = client.getKubernetesVersion();
            return Optional.ofNullable(reach.get()).filter(words -> !words.isEmpty());
        } catch (TirelessException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        } catch (KubernetesClientException refused) {
            return Optional.ofNullable(reach.get())
                    .filter(words -> !words.isEmpty())
                    .or(() -> Optional.of(Refusals.innermost(refused)));
        }
    }

    /** One with this configuration. */
    static KubernetesClient open(Config config, Interceptor reach) {
        return open(config, reach, HEARTBEAT);
    }

    /** The same with a time of one's own between two pings of a watch. */
    static KubernetesClient open(Config config, Interceptor reach, Duration heartbeat) {
        config.setUserAgent("tireless");
        // With none it does not tell of a connection that failed.
        config.setRequestRetryBackoffLimit(1);
        config.setConnectionTimeout((int) CONNECT.toMillis());
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(Shared.SERIALIZATION)
                .withHttpClientFactory(new BeatingClients(heartbeat))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("tireless-reach", reach))
                .build();
    }

    /** Each would keep all kinds of Kubernetes in memory for itself. */
    final class Shared {
        private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

        private Shared() {}
    }

    private static Config config(Access access) {
        return switch (access) {
            case Access.InCluster() -> new ServiceAccount(System.getenv(), ServiceAccount.FOLDER).config();
            case Access.Kubeconfig(Optional<Path> kubeconfig, Optional<String> context) ->
                checked(
                        kubeconfig
                                .map(file -> fromFile(file, context))
                                .orElseGet(() -> Config.autoConfigure(context.orElse(null))),
                        kubeconfig
                                .map(Path::toString)
                                .orElse("the kubeconfig of the server (KUBECONFIG, else ~/.kube/config)"),
                        context);
        };
    }

    /** Where a context is not there, the client would take the current one: another cluster than is meant. */
    private static Config checked(Config config, String kubeconfig, Optional<String> context) {
        Optional<String> taken = Optional.ofNullable(config.getCurrentContext()).map(NamedContext::getName);
        if (taken.isEmpty() && context.isEmpty()) {
            throw TirelessException.failed(
                    "there is no current context in %s; name a `context` or a `kubeconfig` in the compute"
                            .formatted(kubeconfig));
        }
        if (context.isPresent() && !taken.equals(context)) {
            throw TirelessException.failed("there is no context `%s` in %s; correct `context` of the compute"
                    .formatted(context.get(), kubeconfig));
        }
        return config;
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
