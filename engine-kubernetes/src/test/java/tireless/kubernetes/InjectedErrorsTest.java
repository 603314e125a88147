package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.readiness.Readiness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Engine;
import tireless.kubernetes.BrokenWire.Request;
import tireless.kubernetes.BrokenWire.Status;
import tireless.kubernetes.BrokenWire.TooOld;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** An API server that says no, breaks off, or is away: what was asked for is done, once, and what happened is told once. */
@Tag("slow")
class InjectedErrorsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ClusterPlace place;
    private BrokenWire wire;
    private Path kubeconfig;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder.resolve("memory"), PodManagement.ORDERED);
        wire = new BrokenWire(place.cluster().kubeconfig());
        kubeconfig = wire.kubeconfig(folder.resolve("wire.kubeconfig"));
    }

    @AfterEach
    void end() {
        wire.close();
        place.close();
    }

    private Revision worker(int number, int replicas) {
        return Workloads.revision(
                KEY, "uid-1", number, place.placed(Workloads.worker(replicas, place.livesAfterWriting("hello"))));
    }

    private Engine adopted(Engine engine) {
        engine.adopt(List.of());
        return engine;
    }

    private long count(String method, String plural) {
        return wire.requests().stream()
                .filter(request -> request.is(method, plural) && !request.isLook())
                .count();
    }

    @Test
    void aConflictIsTriedAgain() {
        wire.answer(
                request -> request.is("PATCH", "statefulsets"),
                2,
                new Status(
                        409,
                        "Conflict",
                        "Operation cannot be fulfilled on statefulsets.apps: the object has been modified",
                        List.of()));
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 1));
            watch.untilReady(KEY, 1);
            assertThat(count("PATCH", "statefulsets")).isEqualTo(3);
            assertThat(watch.happenings()).noneMatch(Happening.Warned.class::isInstance);
        }
    }

    @Test
    void anErrorOfTheApiServerIsTriedAgain() {
        wire.answer(
                request -> request.is("PATCH", "statefulsets"),
                4,
                new Status(500, "InternalError", "etcdserver: request timed out", List.of()));
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 1));
            watch.untilPending(KEY, "etcdserver: request timed out", "it is tried again");
            watch.untilReady(KEY, 1);
            assertThat(count("PATCH", "statefulsets")).isEqualTo(5);
            assertThat(watch.happenings()).noneMatch(Happening.Warned.class::isInstance);
        }
    }

    @Test
    void whoIsAskedToWaitWaits() {
        wire.answer(
                request -> request.is("PATCH", "statefulsets"),
                1,
                new Status(429, "TooManyRequests", "please try again later", List.of("Retry-After: 14")));
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 1));
            watch.untilReady(KEY, 1);
            List<Request> asked = wire.requests().stream()
                    .filter(request -> request.is("PATCH", "statefulsets"))
                    .toList();
            assertThat(asked).hasSize(2);
            assertThat(Duration.ofNanos(asked.getLast().at() - asked.getFirst().at()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(14));
        }
    }

    @Test
    void whatIsTooOldIsLookedAtAnew() {
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 2));
            watch.untilReady(KEY, 2);
            List<Happening> before = watch.happenings();
            long writes = wire.writes().size();

            wire.answer(Request::isWatch, 10, new TooOld());
            wire.cut();
            place.cluster().exit(place.namespace(), "pulse-1", 7);
            watch.until(
                    KEY,
                    status -> status.observed().stream().anyMatch(replica -> replica.attempt() == 2)
                            && status.ready() == 2);

            List<Happening> since =
                    watch.happenings().subList(before.size(), watch.happenings().size());
            assertThat(since).filteredOn(Happening.Exited.class::isInstance).hasSize(1);
            assertThat(since).filteredOn(Happening.Started.class::isInstance).hasSize(1);
            assertThat(since).filteredOn(Happening.Ready.class::isInstance).hasSize(1);
            assertThat(wire.writes()).hasSize((int) writes);
        }
    }

    @Test
    void aPodThatGoesAndComesWhileNobodyLooksIsAnother() {
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 2));
            watch.untilReady(KEY, 2);
            int before = watch.happenings().size();

            wire.goAway();
            var pod = place.cluster()
                    .admin()
                    .pods()
                    .inNamespace(place.namespace())
                    .withName("pulse-1");
            String uid = pod.get().getMetadata().getUid();
            pod.delete();
            pod.waitUntilCondition(
                    next -> next != null && !next.getMetadata().getUid().equals(uid) && Readiness.isPodReady(next),
                    30,
                    TimeUnit.SECONDS);
            wire.answer(Request::isWatch, 10, new TooOld());
            wire.comeBack();
            watch.until(
                    KEY,
                    status -> status.ready() == 2
                            && status.observed().size() == 2
                            && status.observed().getLast().attempt() == 2);

            List<Happening> since =
                    watch.happenings().subList(before, watch.happenings().size());
            assertThat(since).filteredOn(Happening.Started.class::isInstance).hasSize(1);
            engine.remove(KEY);
            watch.untilGone(KEY);
        }
    }

    @Test
    void podsThatMayNotBeWatchedAreToldAsTheyAre() {
        wire.answer(
                request -> request.isWatch() && request.path().endsWith("/pods"),
                Integer.MAX_VALUE,
                new Status(403, "Forbidden", "Forbidden", List.of()));
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 2));
            watch.untilReady(KEY, 2);
            int asked = (int) wire.requests().stream()
                    .filter(InjectedErrorsTest::listsPods)
                    .count();
            wire.untilAsked(InjectedErrorsTest::listsPods, asked + 3);
            assertThat(watch.untilRemarked(KEY, "watch pods: Forbidden")).contains("give Tireless that right");
            assertThat(watch.happenings())
                    .filteredOn(Happening.Started.class::isInstance)
                    .hasSize(2);
            assertThat(watch.happenings())
                    .filteredOn(Happening.Ready.class::isInstance)
                    .hasSize(2);
            assertThat(watch.happenings()).noneMatch(Happening.Exited.class::isInstance);
        }
    }

    private static boolean listsPods(Request request) {
        return request.isLook() && !request.isWatch() && request.path().endsWith("/pods");
    }

    @Test
    void watchesThatAreClosedAgainAndAgainBeginAnew() {
        try (Engine engine = adopted(place.open(kubeconfig));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 2));
            watch.untilReady(KEY, 2);
            int before = watch.happenings().size();
            int writes = wire.writes().size();
            int looks = wire.requests().size();
            for (int i = 0; i < 5; i++) {
                wire.cut();
                place.cluster().exit(place.namespace(), "pulse-0", 7);
                int attempt = i + 2;
                watch.until(
                        KEY,
                        status -> status.observed().stream()
                                        .anyMatch(replica ->
                                                replica.slot().ordinal() == 0 && replica.attempt() == attempt)
                                && status.ready() == 2);
            }
            List<Happening> since =
                    watch.happenings().subList(before, watch.happenings().size());
            assertThat(since).filteredOn(Happening.Started.class::isInstance).hasSize(5);
            assertThat(since).filteredOn(Happening.Exited.class::isInstance).hasSize(5);
            assertThat(wire.writes()).hasSize(writes);
            // A watch of each of the ten kinds for each cut; one that breaks off early is looked at anew.
            assertThat(wire.requests().size() - looks).isLessThan(120);
        }
    }

    @Test
    void aWatchThatFallsSilentIsNotTrusted() {
        try (Engine engine = adopted(place.open(kubeconfig, Duration.ofSeconds(2)));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(worker(1, 2));
            watch.untilReady(KEY, 2);
            wire.fallSilent();
            place.cluster().exit(place.namespace(), "pulse-0", 7);
            watch.until(
                    KEY,
                    status -> status.observed().stream().anyMatch(replica -> replica.attempt() == 2)
                            && status.ready() == 2);
        }
    }

    @Test
    void anApiServerThatIsAwayForLongIsWaitedFor() {
        ManualTime time = new ManualTime();
        try (Engine engine = adopted(place.open(kubeconfig, time));
                EngineWatch watch = new EngineWatch(engine)) {
            List<ResourceKey> keys = Stream.of("scaled", "paused", "changed", "removed", "same")
                    .map(name -> ResourceKey.worker("public", name))
                    .toList();
            keys.forEach(key -> engine.accept(of(key, 1, "hello")));
            keys.forEach(key -> watch.untilReady(key, 1));
            int looked = wire.requests().size();
            int written = wire.writes().size();

            wire.goAway();
            watch.untilRemarked(keys.getFirst(), "not seen since " + time.now().wall(), "does not answer");
            engine.scale(keys.getFirst(), 3);
            engine.scale(keys.getFirst(), 2);
            engine.pause(keys.get(1));
            engine.accept(of(keys.get(2), 2, "other"));
            engine.remove(keys.get(3));
            for (int i = 0; i < 10; i++) {
                time.advance(Duration.ofSeconds(30));
                engine.retry(keys.getFirst());
            }
            assertThat(engine.status(keys.getLast()).orElseThrow().rollout())
                    .contains("not seen since 2026-01-01T00:00:00Z");
            // Each of the ten kinds is looked for again, later each time, and nothing else is asked.
            assertThat(wire.requests().size() - looked).isLessThan(100);
            assertThat(wire.writes()).hasSize(written);

            int before = wire.requests().size();
            wire.comeBack();
            watch.untilReady(keys.getFirst(), 2);
            watch.until(keys.get(1), status -> status.observed().isEmpty());
            watch.until(
                    keys.get(2),
                    status -> status.rollout().isEmpty()
                            && status.ready() == 1
                            && status.observed().getFirst().revision() == 2);
            watch.untilGone(keys.get(3));
            assertThat(watch.untilReady(keys.getLast(), 1).rollout()).isEmpty();
            assertThat(wire.writes().subList(written, wire.writes().size()))
                    .extracting(request -> request.method() + request.path().replaceFirst(".*/(.*/.*)", " $1"))
                    .containsExactlyInAnyOrder(
                            "PATCH statefulsets/scaled",
                            "DELETE pods/paused-0",
                            "PATCH statefulsets/paused",
                            "PATCH statefulsets/changed",
                            "DELETE networkpolicies/removed",
                            "DELETE poddisruptionbudgets/removed",
                            "DELETE statefulsets/removed");
            assertThat(wire.requests().size() - before).isLessThan(60);
            assertThat(watch.happenings())
                    .filteredOn(Happening.Removed.class::isInstance)
                    .hasSize(1);
        }
    }

    private Revision of(ResourceKey key, int number, String line) {
        return Workloads.revision(
                key, "uid-" + key.name(), number, place.placed(Workloads.worker(1, place.livesAfterWriting(line))));
    }
}
