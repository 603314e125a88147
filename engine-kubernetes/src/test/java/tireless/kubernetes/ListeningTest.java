package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Provisions;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.SignalSources;
import tireless.model.StallPolicy;
import tireless.model.Workload;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** What relays print of workers in pods is heard, shown and judged. Relays here print what a test says. */
@Tag("slow")
class ListeningTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ClusterPlace place;
    private final ManualTime time = new ManualTime();
    private Relays relays;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder.resolve("memory"), PodManagement.ORDERED).withRelay();
        relays = new Relays(place, time);
    }

    @AfterEach
    void end() {
        place.close();
    }

    private Revision worker(int replicas, StallPolicy stall) {
        return worker(replicas, stall, ClusterPlace.run());
    }

    private Revision worker(int replicas, StallPolicy stall, RunSpec run) {
        Workload plain = Workloads.worker(replicas, run);
        return Workloads.revision(
                KEY,
                "uid-1",
                1,
                place.placed(new Workload(
                        plain.lifetime(),
                        plain.sizing(),
                        plain.platform(),
                        plain.run(),
                        plain.restart(),
                        stall,
                        plain.probes(),
                        plain.policy())));
    }

    private List<ObjectMeta> pods() {
        return place.cluster().admin().pods().inNamespace(place.namespace()).list().getItems().stream()
                .map(Pod::getMetadata)
                .toList();
    }

    private void hears(int ordinal, Duration after, String... reports) {
        relays.hear("pulse-" + ordinal, after, reports);
    }

    private static Predicate<ResourceStatus> replica(int ordinal, Predicate<ReplicaStatus> wanted) {
        return status -> status.observed().stream()
                .anyMatch(replica -> replica.slot().ordinal() == ordinal && wanted.test(replica));
    }

    @Test
    void whatAWorkerReportsIsItsOwnAndThatOfTheWhole() {
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(2, StallPolicy.DEFAULT));
            watch.untilReady(KEY, 2);

            hears(0, Duration.ofSeconds(2), "X_PROCESSED=100\nX_BACKLOG=7\nX_INFLIGHT=3\nSTATUS=at work");
            watch.until(
                    KEY,
                    replica(
                            0,
                            replica -> replica.report().throughput().backlog().equals(OptionalLong.of(7))));
            hears(0, Duration.ofSeconds(4), "X_PROCESSED=300\nX_BACKLOG=7\nX_INFLIGHT=3\nSTATUS=at work");

            ReplicaStatus first = watch.until(
                            KEY,
                            replica(
                                    0,
                                    replica -> replica.report()
                                            .throughput()
                                            .processed()
                                            .equals(OptionalLong.of(300))))
                    .observed()
                    .getFirst();
            assertThat(first.report().text()).isEqualTo("at work");
            assertThat(first.report().throughput().inFlight()).hasValue(3);
            assertThat(first.report().throughput().perSecond().orElseThrow()).isBetween(90.0, 110.0);
            assertThat(engine.status(KEY)
                            .orElseThrow()
                            .observed()
                            .getLast()
                            .report()
                            .throughput()
                            .perSecond())
                    .as("of one that never said anything")
                    .isEqualTo(OptionalDouble.empty());
        }
        try (Engine next = place.open(time);
                EngineWatch watch = new EngineWatch(next)) {
            next.adopt(List.of(Desired.of(worker(2, StallPolicy.DEFAULT))));
            assertThat(watch.until(
                                    KEY,
                                    replica(
                                            0,
                                            replica -> replica.report()
                                                    .throughput()
                                                    .processed()
                                                    .isPresent()))
                            .observed()
                            .getFirst()
                            .report()
                            .text())
                    .as("a server that begins anew knows it by the newest line")
                    .isEqualTo("at work");
        }
    }

    @Test
    void aStallDeletesThePod() {
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(1, new StallPolicy(Optional.of(Duration.ofSeconds(60)), Optional.empty())));
            watch.untilReady(KEY, 1);
            String before = pods().getFirst().getUid();

            hears(0, Duration.ofSeconds(2), "X_PROCESSED=5\nX_BACKLOG=12");
            watch.until(
                    KEY,
                    replica(
                            0,
                            replica -> replica.report().throughput().backlog().isPresent()));
            hears(0, Duration.ofSeconds(50), "X_PROCESSED=5\nX_BACKLOG=12");
            assertThat(pods().getFirst().getUid()).isEqualTo(before);
            hears(0, Duration.ofSeconds(90), "X_PROCESSED=5\nX_BACKLOG=12");

            watch.until(
                    KEY,
                    replica(
                            0,
                            replica -> replica.attempt() == 2
                                    && replica.phase() instanceof Phase.Running running
                                    && running.ready()));
            assertThat(watch.happenings())
                    .contains(new Happening.Stalled("nothing processed for 60 s with 12 items waiting"));
            assertThat(watch.happenings())
                    .filteredOn(Happening.Stopping.class::isInstance)
                    .extracting(happening -> ((Happening.Stopping) happening).why())
                    .containsExactly("stalled");
            assertThat(pods()).extracting(ObjectMeta::getUid).doesNotContain(before);
        }
    }

    @Test
    void whoSaidThatItIsReadyOnceIsWaitedFor() {
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(2, StallPolicy.DEFAULT));
            watch.untilReady(KEY, 2);

            hears(1, Duration.ofSeconds(2), "X_PROCESSED=1");
            hears(0, Duration.ofSeconds(2), "READY=1");
            watch.until(KEY, status -> status.ready() == 1);
            hears(1, Duration.ofSeconds(4), "READY=1");
            watch.untilReady(KEY, 2);
        }
    }

    @Test
    void linesOfItsOwnLogAreCounted() {
        SignalSources byLog = new SignalSources(
                Optional.empty(), false, Optional.of("done (?<processed>\\d+)"), SignalSources.NONE.names());
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(worker(
                    1,
                    StallPolicy.DEFAULT,
                    ClusterPlace.run("TESTBED_PRINTS", "done 17").withProvisions(Provisions.of(byLog))));
            watch.untilReady(KEY, 1);
            hears(0, Duration.ofSeconds(2));

            watch.until(
                    KEY,
                    replica(
                            0,
                            replica -> replica.report().throughput().processed().equals(OptionalLong.of(17))));
            place.cluster().print(place.namespace(), "pulse-0", "done 20");
            hears(0, Duration.ofSeconds(4));
            watch.until(
                    KEY,
                    replica(
                            0,
                            replica -> replica.report().throughput().processed().equals(OptionalLong.of(20))));
        }
    }
}
