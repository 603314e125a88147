package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.PastRevisions;
import tireless.kubernetes.apply.Kind;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.objects.Labels;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.Workloads;

/** An engine that is killed before any of its requests is made good by the next one: nothing is doubled, and nothing is left. */
@Tag("slow")
class KilledBetweenRequestsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "killed");

    private static final int RESTART = 2;

    @TempDir
    Path folder;

    /** Lets requests pass until one of them; that one and all after it never leave the engine. */
    private static final class Kill implements Interceptor {
        private final AtomicInteger left;
        private final CountDownLatch killed = new CountDownLatch(1);

        Kill(int before) {
            this.left = new AtomicInteger(before);
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            String query = String.valueOf(request.uri().getQuery());
            boolean looks = query.contains("watch=") || query.contains("resourceVersion=") || query.contains("limit=");
            if (!looks && left.decrementAndGet() < 0) {
                killed.countDown();
                throw new KubernetesClientException("killed");
            }
        }

        boolean isDead(long seconds) throws InterruptedException {
            return killed.await(seconds, TimeUnit.SECONDS);
        }
    }

    private Revision revision(ClusterPlace place, int number, String line, int replicas) {
        return Workloads.revision(
                KEY, "uid-1", number, place.placed(Workloads.worker(replicas, place.livesAfterWriting(line))));
    }

    @ParameterizedTest
    @EnumSource
    void isMadeGoodByTheNextOne(PodManagement management) throws InterruptedException {
        boolean killed = true;
        for (int before = 0; killed; before++) {
            try (ClusterPlace place = new ClusterPlace(folder.resolve(management + "-" + before), management)) {
                killed = run(place, before);
                if (before > 40) {
                    throw new AssertionError("a worker takes " + before + " requests");
                }
            }
        }
    }

    /** Makes a worker, changes it, scales it in and removes it. Whenever the engine is killed, another goes on with what is desired. */
    private boolean run(ClusterPlace place, int before) throws InterruptedException {
        Revision first = revision(place, 1, "first", 2);
        Revision second = revision(place, 2, "second", 1);
        Kill kill = new Kill(before);
        Engine engine = place.open(kill);
        engine.adopt(List.of());
        List<Consumer<Engine>> commands =
                List.of(e -> e.accept(first), e -> e.accept(second), e -> e.restart(KEY), e -> e.remove(KEY));
        List<List<Desired>> desired = List.of(
                List.of(Desired.of(first)), List.of(Desired.of(second)), List.of(Desired.of(second)), List.of());
        boolean killed = false;
        for (int i = 0; i < commands.size(); i++) {
            Goal goal = new Goal(desired.get(i), i == RESTART ? restart(engine) : List.of());
            commands.get(i).accept(engine);
            if (!killed && endsEarly(engine, kill, goal)) {
                killed = true;
                engine.close();
                engine = place.open();
                engine.adopt(goal.desired(), new Handover(PastRevisions.NONE, goal.restarts(), List.of()));
            }
            try (EngineWatch watch = new EngineWatch(engine)) {
                Engine now = engine;
                watch.untilAll(_ -> goal.isReached(now));
            }
            assertThat(place.cluster()
                            .admin()
                            .pods()
                            .inNamespace(place.namespace())
                            .list()
                            .getItems())
                    .hasSize(goal.desired().stream().mapToInt(Desired::replicas).sum());
        }
        engine.close();
        assertThat(objects(place)).isEmpty();
        return killed;
    }

    private static List<RestartRequest> restart(Engine engine) {
        return List.of(RestartRequest.of(engine.status(KEY).orElseThrow()));
    }

    /** Whether it is killed before it has done what was asked for. */
    private static boolean endsEarly(Engine engine, Kill kill, Goal goal) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        try (var _ = engine.observe(_ -> {
            if (goal.isReached(engine)) {
                done.countDown();
            }
        })) {
            while (!goal.isReached(engine) && done.getCount() > 0) {
                if (kill.isDead(1)) {
                    return true;
                }
            }
        }
        return kill.isDead(0);
    }

    /**
     * What has to be so in the end.
     *
     * @param restarts that have to be carried out
     */
    private record Goal(List<Desired> desired, List<RestartRequest> restarts) {
        boolean isReached(Engine engine) {
            return desired.isEmpty()
                    ? engine.status(KEY).isEmpty()
                    : engine.status(KEY)
                            .filter(status -> isReached(status, desired.getFirst()))
                            .isPresent();
        }

        private boolean isReached(ResourceStatus status, Desired wanted) {
            return status.ready() == wanted.replicas()
                    && status.observed().size() == wanted.replicas()
                    && status.observed().stream()
                            .allMatch(replica ->
                                    replica.revision() == wanted.revision().number())
                    && restarts.stream()
                            .flatMap(request -> request.attempts().entrySet().stream())
                            .allMatch(asked -> status.observed().stream()
                                    .filter(replica -> replica.slot().ordinal() == asked.getKey())
                                    .allMatch(replica -> replica.attempt() == asked.getValue() + 1));
        }
    }

    /** Everything of ours that is there. */
    private static List<String> objects(ClusterPlace place) {
        return Stream.concat(Kinds.WATCHED.stream(), Stream.of(Kinds.POD))
                .flatMap((Kind kind) -> place
                        .cluster()
                        .admin()
                        .genericKubernetesResources(kind.context())
                        .inNamespace(place.namespace())
                        .withLabel(Labels.MANAGED_BY, Labels.TIRELESS)
                        .list()
                        .getItems()
                        .stream())
                .map(object -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }
}
