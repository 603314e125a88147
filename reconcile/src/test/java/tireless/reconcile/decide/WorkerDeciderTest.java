package tireless.reconcile.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.model.BootId;
import tireless.model.Exit;
import tireless.model.IngressPolicy;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartMemory;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.testing.Workloads;
import tireless.throughput.ReplicaSignals;

class WorkerDeciderTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "w");
    private static final Duration START = Duration.ofMinutes(5);
    private static final Revision OLD = revision(1, "old");
    private static final Revision NEW = revision(2, "new");

    private final List<ReplicaState> replicas = new ArrayList<>();

    private static Revision revision(int number, String command) {
        return Workloads.revision(KEY, "uid", number, Workloads.worker(3, Workloads.run(command)));
    }

    private static SlotId slot(int ordinal) {
        return new SlotId(KEY, ordinal);
    }

    private void running(int ordinal, Revision revision, boolean ready) {
        Assignment assignment = new Assignment(Optional.of(revision), 0, START);
        Life.Alive alive = Life.Alive.of(revision.number(), 42, START, ReplicaSignals.NONE);
        replicas.add(ReplicaState.vacant(slot(ordinal), assignment)
                .starting(START)
                .with(ready ? alive.readyAt(START) : alive));
    }

    private static Now at(Duration sinceStart) {
        return new Now(Instant.EPOCH, START.plus(sinceStart), new BootId("boot"));
    }

    private Decision decide(Desired desired, Rollout rollout, Duration sinceStart) {
        return WorkerDecider.decide(
                new Target(
                        KEY,
                        Optional.of(desired),
                        Ordinals.first(desired.replicas()),
                        0,
                        rollout,
                        Duration.ZERO,
                        IngressPolicy.WARN),
                replicas,
                at(sinceStart));
    }

    private static Rollout from(Revision previous) {
        return new Rollout(Optional.of(previous), "");
    }

    @Test
    void startsEveryNewSlotAtOnce() {
        assertThat(decide(Desired.of(OLD), Rollout.NONE, Duration.ZERO).actions())
                .filteredOn(Action.Start.class::isInstance)
                .containsExactly(new Action.Start(slot(0)), new Action.Start(slot(1)), new Action.Start(slot(2)));
    }

    @Test
    void looksAgainWhenAReplicaMayBecomeReady() {
        running(0, OLD, false);
        Desired one = new Desired(OLD, Power.ON, OptionalInt.of(1));

        assertThat(decide(one, Rollout.NONE, Duration.ofSeconds(1)).lookAgainAt())
                .containsEntry(slot(0), START.plusSeconds(10));
        assertThat(decide(one, Rollout.NONE, Duration.ofSeconds(10)).actions())
                .containsExactly(new Action.MarkReady(slot(0)));
    }

    /** Its slot has said READY=1 in an attempt before this one. */
    private ReplicaState waitedFor(Life.Alive alive) {
        Assignment assignment = new Assignment(Optional.of(OLD), 0, Duration.ZERO);
        return ReplicaState.vacant(slot(0), assignment)
                .starting(Duration.ZERO)
                .dead(
                        RestartMemory.FRESH,
                        Optional.empty(),
                        new ReplicaState.LastEnd(new Exit.Status(1), Duration.ofMinutes(1), true))
                .starting(START)
                .with(alive);
    }

    @Test
    void saysOnceThatAReplicaIsNotReadyWhoseAttemptBeforeItWas() {
        Life.Alive silent = Life.Alive.of(1, 42, START, ReplicaSignals.NONE);
        Desired one = new Desired(OLD, Power.ON, OptionalInt.of(1));
        replicas.add(waitedFor(silent));

        assertThat(decide(one, Rollout.NONE, Duration.ofSeconds(299)).actions()).isEmpty();
        assertThat(decide(one, Rollout.NONE, Duration.ofSeconds(299)).lookAgainAt())
                .containsEntry(slot(0), START.plusMinutes(5));
        assertThat(decide(one, Rollout.NONE, Duration.ofMinutes(5)).actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        Action.WarnOverdue.class,
                        warning -> assertThat(warning.what()).contains("not ready for 300 s", "kill 42"));

        replicas.set(0, waitedFor(silent.toldOverdue()));
        assertThat(decide(one, Rollout.NONE, Duration.ofHours(5)).actions()).isEmpty();
    }

    @Test
    void aTimeInWhichNothingCouldBeHeardDoesNotMakeAReplicaOverdue() {
        replicas.add(waitedFor(Life.Alive.of(1, 42, START, ReplicaSignals.NONE)));
        Desired one = new Desired(OLD, Power.ON, OptionalInt.of(1));
        Target target = new Target(
                KEY, Optional.of(one), Ordinals.first(1), 0, Rollout.NONE, START.plusMinutes(60), IngressPolicy.WARN);

        Decision decision = WorkerDecider.decide(target, replicas, at(Duration.ofMinutes(61)));

        assertThat(decision.actions()).isEmpty();
        assertThat(decision.lookAgainAt()).containsEntry(slot(0), START.plusMinutes(65));
    }

    @Test
    void neverActsOnASlotWhoseStartIsUnderWay() {
        Assignment assignment = new Assignment(Optional.of(OLD), 0, START);
        replicas.add(ReplicaState.vacant(slot(0), assignment).starting(START));

        for (Power power : Power.values()) {
            Desired desired = new Desired(OLD, power, OptionalInt.of(1));
            assertThat(decide(desired, Rollout.NONE, Duration.ofHours(1)).actions())
                    .as("%s", power)
                    .isEmpty();
        }
    }

    @Test
    void rollsTheHighestOrdinalFirstAndOneAtATime() {
        running(0, OLD, true);
        running(1, OLD, true);
        running(2, OLD, true);

        assertThat(decide(Desired.of(NEW), from(OLD), Duration.ofSeconds(20)).actions())
                .filteredOn(Action.Terminate.class::isInstance)
                .extracting(action -> ((Action.Terminate) action).slot())
                .containsExactly(slot(2));
    }

    @Test
    void waitsWithTheNextOrdinalUntilTheUpdatedOneIsReady() {
        running(0, OLD, true);
        running(1, OLD, true);
        running(2, NEW, false);

        assertThat(decide(Desired.of(NEW), from(OLD), Duration.ofSeconds(1)).actions())
                .isEmpty();
    }

    @Test
    void sendsAnOrdinalBackThatIsNotReadyInTenMinutesAndHalts() {
        running(0, OLD, true);
        running(1, OLD, true);
        Assignment assignment = new Assignment(Optional.of(NEW), 0, START);
        ReplicaState.Due due = new ReplicaState.Due(START.plusMinutes(15), Duration.ofMinutes(5), Instant.EPOCH);
        replicas.add(new ReplicaState(
                slot(2),
                9,
                new Life.Vacant(),
                assignment,
                RestartMemory.FRESH,
                Optional.of(due),
                Optional.empty(),
                Exposure.NONE));

        assertThat(decide(Desired.of(NEW), from(OLD), Duration.ofMillis(599_999))
                        .actions())
                .isEmpty();
        assertThat(decide(Desired.of(NEW), from(OLD), Duration.ofMinutes(10)).actions())
                .hasSize(3)
                .satisfiesExactly(
                        halt -> assertThat(halt).isInstanceOf(Action.Halt.class),
                        assign -> assertThat(assign).isEqualTo(new Action.Assign(slot(2), OLD, 0)),
                        start -> assertThat(start).isEqualTo(new Action.Start(slot(2))));
    }

    private void rolling(Optional<Duration> awaitedFrom, Life life) {
        Assignment assignment = new Assignment(Optional.of(NEW), 0, START, awaitedFrom);
        replicas.add(ReplicaState.vacant(slot(0), assignment).starting(START).with(life));
    }

    private List<Action> rollingOn(int wanted) {
        Desired desired = new Desired(NEW, Power.ON, OptionalInt.of(wanted));
        return decide(desired, from(OLD), Duration.ofHours(1)).actions();
    }

    private static Life stopping(StopCause cause) {
        Life.Alive alive = Life.Alive.of(1, 42, START, ReplicaSignals.NONE);
        return new Life.Stopping(alive, cause, START, START.plusHours(2), 0);
    }

    /** It may have hours to end. */
    @Test
    void theTimeOfAnUpdatedReplicaBeginsWhenTheOneBeforeItHasEnded() {
        rolling(Optional.of(START), stopping(StopCause.REPLACED));
        assertThat(rollingOn(1)).containsExactly(new Action.Await(slot(0), false));
        replicas.clear();
        rolling(Optional.empty(), new Life.Vacant());
        assertThat(rollingOn(1)).containsExactly(new Action.Await(slot(0), true), new Action.Start(slot(0)));
        replicas.clear();
        rolling(Optional.of(START), stopping(StopCause.UNHEALTHY));
        assertThat(rollingOn(1)).isEmpty();
    }

    @Test
    void whatIsNotWantedIsNotWaitedFor() {
        rolling(Optional.of(START), new Life.Vacant());
        assertThat(rollingOn(0)).contains(new Action.Await(slot(0), false));
        assertThat(rollingOn(1)).hasAtLeastOneElementOfType(Action.Halt.class);
    }

    @Test
    void aHaltedRollOutTouchesNothingMore() {
        running(0, OLD, true);
        running(1, OLD, true);
        running(2, OLD, true);

        assertThat(decide(Desired.of(NEW), new Rollout(Optional.of(OLD), "w-2 was not ready"), Duration.ofHours(1))
                        .actions())
                .isEmpty();
    }

    private void vacant(int ordinal, Revision revision) {
        replicas.add(ReplicaState.vacant(slot(ordinal), new Assignment(Optional.of(revision), 0, START)));
    }

    private static final Revision OTHER_LIFE =
            Workloads.revision(KEY, "uid of one that was removed", 2, Workloads.worker(3, Workloads.run("other")));

    @Test
    void whatStartsInTheMomentOfAHaltIsWhatItGoesBackTo() {
        vacant(0, OTHER_LIFE);
        vacant(1, NEW);
        vacant(2, NEW);

        assertThat(decide(Desired.of(NEW), from(OLD), Rollout.DEADLINE).actions())
                .filteredOn(Action.Assign.class::isInstance)
                .containsExactlyInAnyOrder(
                        new Action.Assign(slot(0), OLD, 0),
                        new Action.Assign(slot(1), OLD, 0),
                        new Action.Assign(slot(2), OLD, 0));
    }

    @Test
    void aHaltedRollOutReplacesWhatRunsForOneThatWasRemoved() {
        running(0, OTHER_LIFE, true);
        running(1, OLD, true);
        running(2, NEW, true);

        assertThat(decide(Desired.of(NEW), new Rollout(Optional.of(OLD), "halted"), Duration.ZERO)
                        .actions())
                .filteredOn(Action.Assign.class::isInstance)
                .containsExactly(new Action.Assign(slot(0), OLD, 0));
    }

    @Test
    void aPausedWorkerGetsItsDrainTimeAndAStoppedOneItsGracePeriod() {
        running(0, OLD, true);

        assertThat(decide(new Desired(OLD, Power.PAUSED, OptionalInt.empty()), Rollout.NONE, Duration.ZERO)
                        .actions())
                .containsExactly(new Action.Terminate(slot(0), StopCause.PAUSED, Duration.ofMinutes(5), "paused"));
        assertThat(decide(new Desired(OLD, Power.STOPPED, OptionalInt.empty()), Rollout.NONE, Duration.ZERO)
                        .actions())
                .containsExactly(
                        new Action.Terminate(slot(0), StopCause.STOPPED, Duration.ofSeconds(5), "asked to stop"));
    }

    /** Who resumes it, or stops it, does not want to wait for five minutes. */
    @Test
    void aDrainThatNobodyWaitsForAnyMoreEndsAfterTheGracePeriod() {
        running(0, OLD, true);
        ReplicaState drains = replicas.getFirst();
        Duration killAt = START.plusMinutes(5);
        replicas.set(0, drains.with(new Life.Stopping((Life.Alive) drains.life(), StopCause.PAUSED, START, killAt, 0)));
        Duration soon = Duration.ofSeconds(1);

        assertThat(decide(new Desired(OLD, Power.PAUSED, OptionalInt.empty()), Rollout.NONE, soon)
                        .actions())
                .isEmpty();
        for (Power power : List.of(Power.ON, Power.STOPPED)) {
            StopCause cause = power == Power.ON ? StopCause.RESUMED : StopCause.STOPPED;
            assertThat(decide(new Desired(OLD, power, OptionalInt.of(1)), Rollout.NONE, soon)
                            .actions())
                    .containsExactly(new Action.EndDrain(slot(0), cause, Duration.ofSeconds(5)));
        }
        assertThat(((Life.Stopping) replicas.getFirst().life()).hastened(StopCause.STOPPED, START.plusSeconds(6)))
                .returns(START.plusSeconds(6), Life.Stopping::killAt);
    }

    @Test
    void removesTheSlotsOfWhatNobodyDesiresOnceTheyAreVacant() {
        replicas.add(ReplicaState.vacant(slot(0), new Assignment(Optional.of(OLD), 0, START)));
        running(1, OLD, true);

        Decision decision = WorkerDecider.decide(
                new Target(KEY, Optional.empty(), Ordinals.NONE, 0, Rollout.NONE, Duration.ZERO, IngressPolicy.WARN),
                replicas,
                at(Duration.ZERO));

        assertThat(decision.actions())
                .satisfiesExactly(
                        forget -> assertThat(forget).isEqualTo(new Action.Forget(slot(0))),
                        terminate -> assertThat(terminate).isInstanceOf(Action.Terminate.class));
    }
}
