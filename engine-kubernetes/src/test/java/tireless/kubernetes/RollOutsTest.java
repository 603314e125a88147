package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.engine.PastRevisions;
import tireless.model.Happening;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.RunSpec;
import tireless.model.Uid;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** Roll-outs and restarts that do not go well, or whose engine is another one before they are over. */
@Tag("slow")
class RollOutsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    @TempDir
    Path folder;

    private ClusterPlace place;
    private Revision good;
    private Revision bad;

    @BeforeEach
    void begin() {
        place = new ClusterPlace(folder, PodManagement.ORDERED);
        good = worker(1, place.livesAfterWriting("hello"));
        bad = worker(2, ClusterPlace.run("TESTBED_READY", "false"));
    }

    @AfterEach
    void end() {
        place.close();
    }

    private Revision worker(int number, RunSpec run) {
        return Workloads.revision(KEY, "uid-1", number, place.placed(Workloads.worker(2, run)));
    }

    private Handover handover(String halted) {
        PastRevisions past = (_, _, number) -> number == 1 ? Optional.of(good) : Optional.of(bad);
        return new Handover(past, List.of(), List.of(new RolloutRecord(KEY, new Uid("uid-1"), 1, 2, halted)));
    }

    private static List<Integer> revisions(List<ReplicaStatus> replicas) {
        return replicas.stream().map(ReplicaStatus::revision).toList();
    }

    /** Rolls to what never becomes ready, and waits until the highest ordinal runs it. */
    private void begun(Engine engine, EngineWatch watch) {
        engine.accept(good);
        watch.untilReady(KEY, 2);
        engine.accept(bad);
        watch.until(
                KEY,
                status -> status.running() == 2
                        && status.ready() == 1
                        && revisions(status.observed()).equals(List.of(1, 2)));
    }

    @Test
    void oneThatMakesNoProgressGoesBackAndHalts() {
        ManualTime time = new ManualTime();
        try (Engine engine = place.open(time);
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            begun(engine, watch);
            assertThat(engine.status(KEY).orElseThrow().rollout()).isEqualTo("in progress");

            time.advance(Duration.ofSeconds(601));
            engine.retry(KEY);

            List<ReplicaStatus> back = watch.until(
                            KEY,
                            status -> status.ready() == 2
                                    && revisions(status.observed()).equals(List.of(1, 1)))
                    .observed();
            // Ordinal 0 was never touched.
            assertThat(back.getFirst().attempt()).isEqualTo(1);
            assertThat(engine.status(KEY).orElseThrow().rollout())
                    .isEqualTo("halted: pulse-1 was not ready within 600 s");
            assertThat(watch.happenings())
                    .contains(new Happening.RolloutHalted(2, 1, "pulse-1 was not ready within 600 s"));
        }
        try (Engine next = place.open();
                EngineWatch watch = new EngineWatch(next)) {
            next.adopt(List.of(Desired.of(bad)), handover("pulse-1 was not ready within 600 s"));
            assertThat(revisions(watch.untilReady(KEY, 2).observed())).containsExactly(1, 1);
            next.restart(KEY);
            watch.until(KEY, status -> revisions(status.observed()).equals(List.of(1, 2)));
        }
    }

    @Test
    void oneThatIsUnderWayGoesOnWithTheNextEngine() {
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            begun(engine, watch);
        }
        try (Engine next = place.open();
                EngineWatch watch = new EngineWatch(next)) {
            next.adopt(List.of(Desired.of(bad)), handover(""));
            watch.untilRemarked(KEY, "in progress");
            place.cluster().set(place.namespace(), "pulse-1", "ready", "true");
            watch.until(KEY, status -> revisions(status.observed()).equals(List.of(2, 2)) && status.ready() == 1);
            place.cluster().set(place.namespace(), "pulse-0", "ready", "true");
            assertThat(watch.untilReady(KEY, 2).rollout()).isEmpty();
            assertThat(watch.happenings()).contains(new Happening.RolloutFinished(2));
        }
    }

    @Test
    void aRestartByHandIsCarriedOutOnceWhoeverDoesIt() {
        RestartRequest request = new RestartRequest(KEY, new Uid("uid-1"), new TreeMap<>(Map.of(0, 1, 1, 1)));
        Handover asked = new Handover(PastRevisions.NONE, List.of(request), List.of());
        try (Engine engine = place.open();
                EngineWatch watch = new EngineWatch(engine)) {
            engine.adopt(List.of());
            engine.accept(good);
            watch.untilReady(KEY, 2);
        }
        for (int i = 0; i < 2; i++) {
            try (Engine next = place.open();
                    EngineWatch watch = new EngineWatch(next)) {
                next.adopt(List.of(Desired.of(good)), asked);
                List<ReplicaStatus> replicas = watch.until(
                                KEY,
                                status -> status.ready() == 2
                                        && status.observed().stream().allMatch(replica -> replica.attempt() >= 2))
                        .observed();
                assertThat(replicas).extracting(ReplicaStatus::attempt).containsExactly(2, 2);
            }
        }
    }
}
