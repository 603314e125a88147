package tireless.kubernetes.watch;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tireless.kubernetes.apply.ApiServer;
import tireless.kubernetes.apply.Kind;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Refusals;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.objects.Labels;
import tools.jackson.databind.node.ObjectNode;

/**
 * One list and one watch for each kind, of everything with our label, in all namespaces. They begin anew by themselves when they end, also when
 * what they knew is too old (410); what changed meanwhile is told then. Nothing is asked on a beat. Kinds that stacks make are watched from
 * when the first of them was applied.
 */
public final class ClusterWatch implements AutoCloseable {
    private static final Kind EVENT = new Kind("v1", "Event", "events", true);

    private final KubernetesClient client;
    private final ApiServer server;
    private final Consumer<Sighting> told;
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final List<CompletableFuture<@Nullable Void>> firstLooks = new ArrayList<>();
    private final Set<Kind> others = new HashSet<>();
    private boolean closed;

    /** @param told is called from many threads, in order for each object, and must return at once */
    public ClusterWatch(KubernetesClient client, ApiServer server, Consumer<Sighting> told) {
        this.client = client;
        this.server = server;
        this.told = told;
    }

    /**
     * Begins to watch.
     *
     * @return completes when every kind was looked at, or could not be; never exceptionally
     */
    public synchronized CompletableFuture<@Nullable Void> start() {
        Kinds.WATCHED.forEach(this::watch);
        watch(
                Kinds.POD,
                client.pods()
                        .inAnyNamespace()
                        .withLabel(Labels.MANAGED_BY, Labels.TIRELESS)
                        .runnableInformer(0)
                        .itemStore(new TransformingStore<>(TransformingStore::withoutFieldOwners)),
                Sighting.PodSeen::new,
                Sighting.PodGone::new);
        watch(
                EVENT,
                client.v1()
                        .events()
                        .inAnyNamespace()
                        .withField("reason", "FailedCreate")
                        .runnableInformer(0),
                Sighting.FailedCreate::new,
                event -> null);
        return CompletableFuture.allOf(firstLooks.toArray(CompletableFuture[]::new));
    }

    /** Watches the kind of an object too, unless it is watched already; nothing where it is not known of which kind that is. */
    public synchronized void also(ObjectRef ref) {
        server.knownKind(ref)
                .filter(kind -> !closed && !Kinds.WATCHED.contains(kind) && others.add(kind))
                .ifPresent(this::watch);
    }

    private void watch(Kind kind) {
        watch(
                kind,
                client.genericKubernetesResources(kind.context())
                        .inAnyNamespace()
                        .withLabel(Labels.MANAGED_BY, Labels.TIRELESS)
                        .runnableInformer(0)
                        .itemStore(new TransformingStore<>(TransformingStore::identity)),
                object -> {
                    ObjectNode tree = tree(kind, object);
                    return new Sighting.Seen(Trees.ref(tree), tree);
                },
                object -> {
                    ObjectNode tree = tree(kind, object);
                    return new Sighting.Gone(Trees.ref(tree), tree);
                });
    }

    /** What a list holds does not say of which kind it is. */
    private ObjectNode tree(Kind kind, HasMetadata object) {
        return server.tree(object).put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    }

    private <T extends HasMetadata> void watch(
            Kind kind,
            SharedIndexInformer<T> informer,
            Function<T, Sighting> seen,
            Function<T, @Nullable Sighting> gone) {
        CompletableFuture<@Nullable Void> firstLook = new CompletableFuture<>();
        firstLooks.add(firstLook);
        informers.add(informer);
        informer.exceptionHandler((_, failure) -> {
            told.accept(new Sighting.Blind(kind, refusal(kind, failure)));
            firstLook.complete(null);
            return true;
        });
        informer.addEventHandler(new News<>(
                object -> told.accept(seen.apply(object)),
                object -> {
                    Sighting sighting = gone.apply(object);
                    if (sighting != null) {
                        told.accept(sighting);
                    }
                },
                () -> {
                    told.accept(new Sighting.Watching(kind));
                    firstLook.complete(null);
                }));
        informer.start();
    }

    private static Refusal refusal(Kind kind, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof KubernetesClientException known) {
                return Refusals.of("watch " + kind.plural(), known);
            }
        }
        return Refusals.of(
                "watch " + kind.plural(), new KubernetesClientException(Refusals.innermost(failure), failure));
    }

    @Override
    public synchronized void close() {
        closed = true;
        informers.forEach(SharedIndexInformer::stop);
    }
}
