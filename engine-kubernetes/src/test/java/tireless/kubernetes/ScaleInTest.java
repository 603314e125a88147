package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.kubernetes.apply.Annotations;
import tireless.kubernetes.objects.Wants;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** Whose load scales it lets the idle go first, and the busy finish; who is scaled by hand does not wait. */
@Tag("slow")
class ScaleInTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final Duration DRAIN = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private ClusterPlace place;
    private Relays relays;

    private void begin(PodManagement management) {
        place = new ClusterPlace(folder.resolve("memory"), management).withRelay();
        relays = new Relays(place, time);
    }

    @AfterEach
    void end() {
        place.close();
    }

    private Revision byItsLoad(int replicas) {
        Scaling like = Wants.byUse();
        Scaling drain = new Scaling(
                like.bounds(),
                like.base(),
                List.of(new ScaleTrigger(
                        ScaleTrigger.DRAIN,
                        Optional.empty(),
                        new TreeMap<>(Map.of("targetSeconds", "60")),
                        ScaleTrigger.MetricType.AVERAGE_VALUE,
                        false,
                        Optional.empty())),
                like.cadence(),
                like.behavior(),
                Optional.empty());
        return Workloads.revision(
                KEY,
                "uid-1",
                1,
                place.placed(Workloads.worker(replicas, ClusterPlace.run())
                        .withSizing(new Sizing(replicas, Optional.of(drain), DRAIN))));
    }

    private Set<String> names() {
        return place.cluster().admin().pods().inNamespace(place.namespace()).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    private void untilGone(String pod) {
        place.cluster()
                .admin()
                .pods()
                .inNamespace(place.namespace())
                .withName(pod)
                .waitUntilCondition(
                        (Pod there) -> there == null || there.getMetadata().getDeletionTimestamp() != null,
                        60,
                        TimeUnit.SECONDS);
    }

    private void untilHeard(EngineWatch watch, int replicas) {
        watch.until(
                KEY,
                status -> status.observed().stream()
                                .filter(replica ->
                                        replica.report().throughput().inFlight().isPresent())
                                .count()
                        == replicas);
    }

    @Test
    void ofADeploymentTheIdleGoFirstAndTheBusyMayFinish() {
        begin(PodManagement.ANY);
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(byItsLoad(3));
            watch.untilReady(KEY, 3);
            List<String> pods = names().stream().sorted().toList();
            relays.hear(pods.get(0), Duration.ofSeconds(2), "X_INFLIGHT=4");
            relays.hear(pods.get(1), Duration.ofSeconds(2), "X_INFLIGHT=0");
            relays.hear(pods.get(2), Duration.ofSeconds(2), "X_INFLIGHT=1");
            untilHeard(watch, 3);

            engine.scale(KEY, 1);
            untilGone(pods.get(1));
            watch.untilReady(KEY, 2);
            assertThat(names()).containsExactlyInAnyOrder(pods.get(0), pods.get(2));

            relays.hear(pods.get(2), Duration.ofSeconds(10), "X_INFLIGHT=0");
            untilGone(pods.get(2));
            watch.untilReady(KEY, 1);
            assertThat(names()).containsExactly(pods.get(0));
            assertThat(watch.happenings())
                    .filteredOn(Happening.Stopping.class::isInstance)
                    .extracting(happening -> ((Happening.Stopping) happening).why())
                    .containsExactly("scaled in", "scaled in");
        }
    }

    @ParameterizedTest
    @CsvSource({"PT3S, X_INFLIGHT=0", "PT5M3S, X_INFLIGHT=4"})
    @Timeout(120)
    void whereItCanNotBeSaidWhoIsIdleNobodyGoesUntilAllAreOrTheTimeIsOver(Duration after, String report) {
        begin(PodManagement.ANY);
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(byItsLoad(2));
            watch.untilReady(KEY, 2);
            List<String> pods = names().stream().sorted().toList();
            relays.hear(pods.get(0), Duration.ofSeconds(2), "X_INFLIGHT=4");
            relays.hear(pods.get(1), Duration.ofSeconds(2), "X_INFLIGHT=0");
            untilHeard(watch, 2);
            place.forbid(
                    "",
                    "pods",
                    "!('%s' in object.metadata.?annotations.orValue({}))".formatted(Annotations.DELETION_COST),
                    "no costs here");
            place.untilForbidden(Map.of(Annotations.DELETION_COST, "0"), "no costs here");

            engine.scale(KEY, 1);
            assertThat(watch.untilRemarked(KEY, "annotate", "no costs here")).contains("ValidatingAdmissionPolicy");
            assertThat(names()).containsExactlyInAnyOrderElementsOf(pods);

            relays.hear(pods.get(0), after, report);
            watch.untilReady(KEY, 1);
        }
    }

    @Test
    void aStatefulSetWaitsForItsHighestOrdinalsUntilTheTimeIsOver() {
        begin(PodManagement.ORDERED);
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(byItsLoad(4));
            watch.untilReady(KEY, 4);
            relays.hear("pulse-0", Duration.ofSeconds(2), "X_INFLIGHT=0");
            relays.hear("pulse-1", Duration.ofSeconds(2), "X_INFLIGHT=5");
            relays.hear("pulse-2", Duration.ofSeconds(2), "X_INFLIGHT=1");
            relays.hear("pulse-3", Duration.ofSeconds(2), "X_INFLIGHT=0");
            untilHeard(watch, 4);

            engine.scale(KEY, 1);
            watch.untilReady(KEY, 3);
            assertThat(names()).containsExactlyInAnyOrder("pulse-0", "pulse-1", "pulse-2");

            relays.hear("pulse-2", Duration.ofSeconds(10), "X_INFLIGHT=0");
            watch.untilReady(KEY, 2);
            assertThat(names()).containsExactlyInAnyOrder("pulse-0", "pulse-1");

            relays.hear("pulse-0", DRAIN.plusSeconds(3), "X_INFLIGHT=0");
            watch.untilReady(KEY, 1);
            assertThat(new HashSet<>(names())).containsExactly("pulse-0");
        }
    }

    @Test
    void whoIsBusyOutlivesTheServerThatWaitsForIt() {
        begin(PodManagement.ORDERED);
        Revision revision = byItsLoad(2);
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(revision);
            watch.untilReady(KEY, 2);
            relays.hear("pulse-0", Duration.ofSeconds(2), "X_INFLIGHT=0");
            relays.hear("pulse-1", Duration.ofSeconds(2), "X_INFLIGHT=1");
            untilHeard(watch, 2);
        }
        try (Engine next = place.open(time);
                EngineWatch watch = new EngineWatch(next)) {
            next.adopt(List.of(new Desired(revision, Power.ON, OptionalInt.of(1))));
            untilHeard(watch, 2);
            assertThat(names()).containsExactlyInAnyOrder("pulse-0", "pulse-1");
            relays.hear("pulse-1", Duration.ofSeconds(10), "X_INFLIGHT=0");
            watch.untilReady(KEY, 1);
            assertThat(names()).containsExactly("pulse-0");
        }
    }

    @Test
    void whatIsScaledByHandGoesAtOnceAndTheIdleFirst() {
        begin(PodManagement.ANY);
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(Workloads.revision(KEY, "uid-1", 1, place.placed(Workloads.worker(2, ClusterPlace.run()))));
            watch.untilReady(KEY, 2);
            List<String> pods = names().stream().sorted().toList();
            relays.hear(pods.get(0), Duration.ofSeconds(2), "X_INFLIGHT=2");
            relays.hear(pods.get(1), Duration.ofSeconds(2), "X_INFLIGHT=9");
            untilHeard(watch, 2);

            engine.scale(KEY, 1);
            untilGone(pods.get(0));
            watch.untilReady(KEY, 1);
            assertThat(names()).containsExactly(pods.get(1));
        }
    }

    @Test
    void aPauseGivesTheTimeToDrainAndAStopNoMoreThanTheGracePeriod() {
        begin(PodManagement.ORDERED);
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(Workloads.revision(
                    KEY, "uid-1", 1, place.placed(Workloads.worker(2, ClusterPlace.run("TESTBED_STOP_AFTER", "20s")))));
            watch.untilReady(KEY, 2);

            engine.pause(KEY);
            watch.until(
                    KEY,
                    status ->
                            status.observed().stream().allMatch(replica -> replica.phase() instanceof Phase.Stopping));
            assertThat(watch.happenings())
                    .filteredOn(Happening.Stopping.class::isInstance)
                    .containsExactly(new Happening.Stopping("paused", DRAIN), new Happening.Stopping("paused", DRAIN));

            engine.stop(KEY);
            place.cluster()
                    .admin()
                    .pods()
                    .inNamespace(place.namespace())
                    .withName("pulse-0")
                    .waitUntilCondition(
                            (Pod there) -> there == null || there.getMetadata().getDeletionGracePeriodSeconds() == 5,
                            60,
                            TimeUnit.SECONDS);
        }
    }
}
