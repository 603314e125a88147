package tireless.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.RestartPolicy;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.testing.Workloads;

/** What every engine promises of what runs without an end. */
public abstract class EngineContract {
    static final ResourceKey KEY = ResourceKey.worker("public", "contract");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    EnginePlace place;
    Engine engine;
    Sight sight;

    /** A place on which nothing runs yet. */
    protected abstract EnginePlace place();

    @BeforeEach
    final void open() {
        place = place();
        openEngine(List.of());
    }

    @AfterEach
    final void close() {
        closeEngine();
        place.close();
    }

    private void openEngine(List<Desired> desired) {
        engine = place.open();
        sight = new Sight(engine);
        engine.adopt(desired);
    }

    private void closeEngine() {
        sight.close();
        engine.close();
    }

    private Revision accepted(int number, int replicas, RunSpec run) {
        Revision revision = revision("uid-1", number, Workloads.worker(replicas, run));
        engine.accept(revision);
        return revision;
    }

    Revision revision(String uid, int number, Workload workload) {
        return Workloads.revision(KEY, uid, number, place.placed(workload));
    }

    private static List<Integer> attempts(List<ReplicaStatus> replicas) {
        return replicas.stream().map(ReplicaStatus::attempt).toList();
    }

    @Test
    void runsAsManyReplicasAsAreDesired() {
        accepted(1, 3, place.livesAfterWriting("hello"));

        assertThat(sight.untilReady(KEY, 3))
                .extracting(replica -> replica.slot().ordinal())
                .containsExactly(0, 1, 2);
        assertThat(engine.statuses()).extracting(status -> status.key()).containsExactly(KEY);
    }

    @Test
    void acceptsTheSameRevisionTwiceAsOnce() {
        Revision revision = accepted(1, 1, place.livesAfterWriting("hello"));
        List<ReplicaStatus> before = sight.untilReady(KEY, 1);

        engine.accept(revision);

        assertThat(sight.untilReady(KEY, 1)).isEqualTo(before);
    }

    @Test
    void startsACrashedReplicaAgain() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        int before = sight.untilReady(KEY, 1).getFirst().attempt();

        place.crash(engine);

        var _ = sight.until(
                KEY,
                "another attempt is ready",
                status -> status.filter(s -> s.ready() == 1)
                        .filter(s -> s.observed().getFirst().attempt() > before)
                        .isPresent());
        assertThat(sight.happenings()).anyMatch(Happening.Exited.class::isInstance);
    }

    @Test
    void runsNoReplicaWhereNoneIsDesired() {
        accepted(1, 0, place.livesAfterWriting("hello"));

        assertThat(engine.status(KEY).orElseThrow().observed()).isEmpty();
    }

    @Test
    void scalesOutAndInAndLosesTheHighestOrdinals() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        List<ReplicaStatus> first = sight.untilReady(KEY, 1);

        engine.scale(KEY, 3);
        sight.untilReady(KEY, 3);
        engine.scale(KEY, 1);

        assertThat(sight.untilReady(KEY, 1)).isEqualTo(first);
    }

    @Test
    void keepsAScaledCountUntilTheManifestsOwnCountChanges() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        engine.scale(KEY, 2);
        sight.untilReady(KEY, 2);

        accepted(2, 1, place.livesAfterWriting("hello again"));
        assertThat(engine.status(KEY).orElseThrow().replicas()).isEqualTo(2);

        accepted(3, 3, place.livesAfterWriting("hello again"));
        assertThat(engine.status(KEY).orElseThrow().replicas()).isEqualTo(3);
    }

    @Test
    void pausesAcrossARevisionAndResumesWithTheSameCount() {
        accepted(1, 2, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 2);

        engine.pause(KEY);
        sight.untilNothingRuns(KEY);
        accepted(2, 2, place.livesAfterWriting("hello again"));
        assertThat(engine.status(KEY).orElseThrow().power()).isEqualTo(Power.PAUSED);
        engine.resume(KEY);

        assertThat(sight.untilReady(KEY, 2)).allMatch(replica -> replica.revision() == 2);
    }

    @Test
    void stopsAndResumes() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 1);

        engine.stop(KEY);
        sight.untilNothingRuns(KEY);
        engine.resume(KEY);

        sight.untilReady(KEY, 1);
    }

    @Test
    void restartReplacesEachReplicaOnce() {
        accepted(1, 2, place.livesAfterWriting("hello"));
        List<Integer> before = attempts(sight.untilReady(KEY, 2));

        engine.restart(KEY);

        List<Integer> wanted = before.stream().map(attempt -> attempt + 1).toList();
        var _ = sight.until(
                KEY,
                "each replica was replaced once",
                status -> status.filter(s -> s.ready() == 2)
                        .filter(s -> attempts(s.observed()).equals(wanted))
                        .isPresent());
    }

    @Test
    void rollsWhatAChangedRunNeedsReplicaByReplica() {
        accepted(1, 2, place.livesAfterWriting("old"));
        sight.untilReady(KEY, 2);

        accepted(2, 2, place.livesAfterWriting("new"));

        var _ = sight.until(
                KEY,
                "both run revision 2",
                status -> status.filter(s -> s.ready() == 2)
                        .filter(s -> s.observed().stream().allMatch(replica -> replica.revision() == 2))
                        .isPresent());
        List<Happening> roll = sight.happenings();
        int secondStop = Sight.indexOfNth(roll, Happening.Stopping.class, 2);
        int thirdReady = Sight.indexOfNth(roll, Happening.Ready.class, 3);
        assertThat(thirdReady)
                .as("the second replica is stopped when the first is ready again: %s", roll)
                .isLessThan(secondStop);
    }

    @Test
    void restartsNothingWhereTheRunStaysTheSame() {
        Revision first = accepted(1, 1, place.livesAfterWriting("hello"));
        List<Integer> before = attempts(sight.untilReady(KEY, 1));
        Workload workload = first.workload();
        Workload patient = new Workload(
                workload.lifetime(),
                workload.replicas(),
                workload.stack(),
                workload.run(),
                new RestartPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                workload.stall());

        engine.accept(revision("uid-1", 2, patient));

        List<ReplicaStatus> after = sight.untilReady(KEY, 1);
        assertThat(attempts(after)).isEqualTo(before);
        assertThat(after).allMatch(replica -> replica.revision() == 2);
    }

    @Test
    void aNewCreationReplacesTheOldOne() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        int before = sight.untilReady(KEY, 1).getFirst().attempt();

        engine.accept(revision("uid-2", 1, Workloads.worker(1, place.livesAfterWriting("hello"))));

        var _ = sight.until(
                KEY,
                "the new creation is ready",
                status -> status.filter(s -> s.ready() == 1)
                        .filter(s -> s.uid().value().equals("uid-2")
                                && s.observed().getFirst().attempt() > before)
                        .isPresent());
    }

    @Test
    void removesEverything() {
        accepted(1, 2, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 2);

        engine.remove(KEY);

        var _ = sight.until(KEY, "it is gone", status -> status.isEmpty());
        assertThatThrownBy(() -> engine.scale(KEY, 1))
                .isInstanceOfSatisfying(
                        TirelessException.class,
                        refused -> assertThat(refused.code()).isEqualTo(TirelessException.Code.NOT_FOUND));
    }

    @Test
    void adoptsWhatRunsAndRestartsNothing() {
        Revision revision = accepted(1, 2, place.livesAfterWriting("hello"));
        List<ReplicaStatus> before = sight.untilReady(KEY, 2);

        closeEngine();
        openEngine(List.of(Desired.of(revision)));

        List<ReplicaStatus> after = sight.until(
                        KEY,
                        "both run",
                        status -> status.filter(s -> s.running() == 2).isPresent())
                .orElseThrow()
                .observed();
        assertThat(attempts(after)).isEqualTo(attempts(before));
    }

    /** A change of the count of replicas makes a new revision, which runs the same. */
    @Test
    void adoptionAfterAChangeOfTheCountRestartsNothing() {
        RunSpec run = place.livesAfterWriting("hello");
        accepted(1, 1, run);
        sight.untilReady(KEY, 1);
        Revision more = accepted(2, 2, run);
        List<ReplicaStatus> before = sight.untilReady(KEY, 2);

        closeEngine();
        openEngine(List.of(Desired.of(more)));

        assertThat(attempts(sight.untilReady(KEY, 2))).isEqualTo(attempts(before));
    }

    private ReplicaStatus backingOff(int failures) {
        return sight.until(
                        KEY,
                        "it backs off after %d failures".formatted(failures),
                        status -> status.filter(s -> s.observed().size() == 1)
                                .map(s -> s.observed().getFirst().phase())
                                .filter(phase ->
                                        phase instanceof Phase.BackingOff pause && pause.failures() >= failures)
                                .isPresent())
                .orElseThrow()
                .observed()
                .getFirst();
    }

    @Test
    void aPauseGoesOnOverAnAdoption() {
        Revision revision = accepted(1, 1, place.endsAfterWriting("hello", 3));
        ReplicaStatus before = backingOff(6);
        Phase.BackingOff pause = (Phase.BackingOff) before.phase();
        place.untilWritten(pause.delay());

        closeEngine();
        openEngine(List.of(Desired.of(revision)));

        ReplicaStatus after = engine.status(KEY).orElseThrow().observed().getFirst();
        assertThat(after.attempt()).isEqualTo(before.attempt());
        assertThat(after.restarts()).isEqualTo(before.restarts());
        assertThat(after.lastExit()).contains(new Exit.Status(3));
        assertThat(after.phase()).isInstanceOfSatisfying(Phase.BackingOff.class, goesOn -> {
            assertThat(goesOn.failures()).isEqualTo(pause.failures());
            assertThat(goesOn.delay()).isEqualTo(pause.delay());
            assertThat(goesOn.until()).isCloseTo(pause.until(), within(1, ChronoUnit.SECONDS));
        });
        assertThat(sight.happenings()).isEmpty();
    }

    @Test
    void aRestartOfWhatBacksOffTriesAtOnceAndForgetsItsFailures() {
        accepted(1, 1, place.endsAfterWriting("hello", 3));
        ReplicaStatus before = backingOff(5);

        engine.restart(KEY);

        var _ = sight.until(
                KEY,
                "it was tried at once",
                status -> status.map(s -> s.observed().getFirst())
                        .filter(replica -> replica.attempt() > before.attempt())
                        .filter(replica -> replica.phase() instanceof Phase.BackingOff pause && pause.failures() < 4)
                        .isPresent());
    }

    @Test
    void adoptionStopsWhatNobodyDesires() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 1);

        closeEngine();
        openEngine(List.of());

        var _ = sight.until(KEY, "it is gone", status -> status.isEmpty());
    }

    @Test
    void adoptionFinishesWhatWasAskedForMeanwhile() {
        Revision revision = accepted(1, 2, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 2);

        closeEngine();
        openEngine(List.of(new Desired(revision, Power.ON, OptionalInt.of(1))));

        var _ = sight.until(
                KEY,
                "one runs",
                status -> status.filter(s -> s.running() == 1 && s.observed().size() == 1)
                        .isPresent());
    }

    @Test
    void handsOverWhatReplicasWriteAlsoAfterARestart() {
        accepted(1, 1, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 1);
        List<String> lines = new CopyOnWriteArrayList<>();

        LogSubscription logs = engine.logs(KEY, LogQuery.following(10), line -> lines.add(line.text()));
        place.crash(engine);
        sight.until(
                KEY,
                "another attempt is ready",
                status -> status.filter(s -> s.ready() == 1)
                        .filter(s -> s.observed().getFirst().attempt() > 1)
                        .isPresent());
        assertThat(logs.drain(PATIENCE)).isEmpty();

        assertThat(lines).containsExactly("hello", "hello");
        assertThat(last(10)).containsExactly("hello", "hello");
        assertThat(last(1)).containsExactly("hello");
    }

    private List<String> last(int count) {
        List<String> lines = new CopyOnWriteArrayList<>();
        LogSubscription logs = engine.logs(KEY, LogQuery.last(count), line -> lines.add(line.text()));
        assertThat(logs.drain(PATIENCE)).isEmpty();
        return lines;
    }

    @Test
    void losesNoLineOfAResourceThatIsFollowedBeforeItIsThere() {
        List<String> lines = new CopyOnWriteArrayList<>();

        LogSubscription logs = engine.logs(KEY, LogQuery.following(0), line -> lines.add(line.replica()));
        accepted(1, 5, place.livesAfterWriting("hello"));
        sight.untilReady(KEY, 5);
        engine.scale(KEY, 8);
        sight.untilReady(KEY, 8);
        assertThat(logs.drain(PATIENCE)).isEmpty();

        assertThat(lines).hasSize(8).doesNotHaveDuplicates();
    }

    @Test
    void refusesCommandsForWhatItDoesNotHave() {
        assertThatThrownBy(() -> engine.restart(ResourceKey.worker("public", "nobody")))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("public/nobody");
    }
}
