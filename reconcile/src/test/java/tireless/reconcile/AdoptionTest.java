package tireless.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Event;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ProbeKind;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartMemory;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.model.Uid;
import tireless.reconcile.act.Effects;
import tireless.reconcile.decide.Rollout;
import tireless.runtime.AttemptRecord;
import tireless.runtime.ProbeRequest;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;
import tireless.throughput.Notification;

/** What a control plane makes of what the one before it had decided. */
class AdoptionTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final Exit FAILED = new Exit.Status(1);
    private static final Revision FIRST =
            Workloads.revision(KEY, "uid", 1, Workloads.worker(1, Workloads.run("pulse")));
    private static final Revision UNIT = Workloads.revision(KEY, "uid", 1, Workloads.unit(Workloads.run("once")));

    private final ManualTime time = new ManualTime();
    private final List<Event> events = new ArrayList<>();
    private final List<StartRequest> starts = new ArrayList<>();
    private final Map<AttemptId, SettledEnd> settled = new HashMap<>();
    private final Map<AttemptId, Duration> watchdogs = new HashMap<>();
    private Optional<ResourceStatus> status = Optional.empty();
    private Reconciler reconciler = controlPlane();

    /** A driver whose answers the test gives. */
    private final class AnsweredByTheTest implements Effects {
        @Override
        public void start(StartRequest request) {
            starts.add(request);
        }

        @Override
        public void probe(ProbeKind kind, ProbeRequest request) {}

        @Override
        public void settle(AttemptId attempt) {}

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {
            settled.put(attempt, end);
        }

        @Override
        public void noteWatchdog(AttemptId attempt, Duration interval) {
            watchdogs.put(attempt, interval);
        }

        @Override
        public void terminate(AttemptId attempt) {}

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {}

        @Override
        public void kill(AttemptId attempt) {}

        @Override
        public void remove(SlotId slot) {}
    }

    private Reconciler controlPlane() {
        return new Reconciler(time, new SplittableRandom(1), new AnsweredByTheTest(), this::note);
    }

    private void note(Observation observation) {
        if (observation instanceof Observation.Happened(var event)) {
            events.add(event);
        } else if (observation instanceof Observation.Changed(var changed)) {
            status = Optional.of(changed);
        }
    }

    private void hear(Message message) {
        reconciler.handle(message);
        reconciler.step();
    }

    private AttemptId newest() {
        return starts.getLast().attempt();
    }

    private void started() {
        hear(new Message.StartFinished(newest(), new StartResult.Started(42, List.of())));
    }

    private void ends() {
        hear(new Message.Ended(newest()));
        hear(new Message.SettleFinished(newest(), new Verdict.Dead(FAILED, 0)));
    }

    /** The third failure in a row: it waits for half a second. */
    private void failThreeTimes() {
        hear(new Message.Accept(FIRST));
        for (int failure = 1; failure <= 3; failure++) {
            started();
            ends();
            if (failure < 3) {
                passUntilDue();
            }
        }
        assertThat(phase()).isInstanceOf(Phase.BackingOff.class);
    }

    private void passUntilDue() {
        Duration left = reconciler
                .nextDue()
                .map(due -> due.minus(time.now().sinceBoot()))
                .orElse(Duration.ZERO);
        if (left.isPositive()) {
            time.advance(left);
        }
        reconciler.step();
    }

    private ReplicaStatus replica() {
        return status.orElseThrow().observed().getFirst();
    }

    private Phase phase() {
        return replica().phase();
    }

    private List<Happening> happenings() {
        return events.stream().map(Event::happening).toList();
    }

    private Recovered left(Verdict verdict, Optional<Duration> endedAt) {
        return new Recovered(
                newest(),
                Optional.of(starts.getLast().record()),
                true,
                time.now().sinceBoot(),
                verdict,
                endedAt,
                Optional.ofNullable(settled.get(newest())),
                new Recovered.Noted(List.of(), List.of(), List.of(), Optional.ofNullable(watchdogs.get(newest()))));
    }

    private void adopt(Desired desired, Recovered recovered) {
        events.clear();
        reconciler = controlPlane();
        hear(new Message.Adopt(List.of(desired), List.of(recovered), Set.of(), List.of(), List.of()));
    }

    private static Recovered ofAnotherBoot(Recovered of) {
        return new Recovered(
                of.attempt(), of.record(), false, Duration.ZERO, of.verdict(), Optional.empty(), of.settled());
    }

    private void pausedUnit() {
        hear(new Message.Accept(UNIT));
        started();
        hear(new Message.SetPower(KEY, Power.PAUSED));
        ends();
        assertThat(happenings()).last().isEqualTo(new Happening.Stopped());
    }

    /** Who resumed it was answered, and the server was killed before the engine heard of it. */
    @Test
    void aUnitThatWasStoppedHasNotEndedAndIsStartedByTheNext() {
        pausedUnit();
        adopt(Desired.of(UNIT), left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(newest().number()).isEqualTo(2);
        started();
        ends();
        assertThat(phase()).isEqualTo(new Phase.Finished(FAILED));
    }

    @Test
    void aUnitThatWasStoppedIsStartedAfterABootToo() {
        pausedUnit();
        adopt(Desired.of(UNIT), ofAnotherBoot(left(new Verdict.Dead(FAILED, 0), Optional.empty())));
        assertThat(newest().number()).isEqualTo(2);
    }

    /** Its end was not written down, but that it was to be held; nobody forbids it to listen any more. */
    @Test
    void aUnitThatWasHeldIsStartedByTheNextThatDoesNotHoldIt() {
        hear(new Message.Accept(UNIT));
        started();
        Recovered ended = left(new Verdict.Dead(FAILED, 0), Optional.empty());
        adopt(
                Desired.of(UNIT),
                new Recovered(
                        ended.attempt(),
                        ended.record(),
                        true,
                        ended.startedAt(),
                        ended.verdict(),
                        Optional.empty(),
                        Optional.empty(),
                        new Recovered.Noted(List.of(), List.of(), List.of("0.0.0.0:8080"), Optional.empty())));
        assertThat(newest().number()).isEqualTo(2);
    }

    @Test
    void aUnitThatEndedIsNotStartedByTheNext() {
        hear(new Message.Accept(UNIT));
        started();
        ends();
        adopt(Desired.of(UNIT), left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(starts).hasSize(1);
        assertThat(phase()).isEqualTo(new Phase.Finished(FAILED));
    }

    @Test
    void whatAnAttemptSaidBeforeItEndedIsShownUntilTheNextIsStarted() {
        hear(new Message.Accept(FIRST));
        started();
        ends();
        for (String word : List.of("there is no main.py", "")) {
            started();
            if (!word.isEmpty()) {
                says("STATUS=" + word);
            }
            ends();
            assertThat(replica().report().text()).isEqualTo(word);
            adopt(Desired.of(FIRST), left(new Verdict.Dead(FAILED, 0), Optional.empty()));
            assertThat(replica().report().text()).isEqualTo(word);
            passUntilDue();
            assertThat(replica().report().text()).isEmpty();
        }
    }

    @Test
    void aPauseGoesOnAsItWas() {
        failThreeTimes();
        Phase before = phase();
        Duration due = reconciler.nextDue().orElseThrow();
        time.advance(Duration.ofMillis(100));
        adopt(Desired.of(FIRST), left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(phase()).isEqualTo(before);
        assertThat(replica().lastExit()).contains(FAILED);
        assertThat(reconciler.nextDue()).contains(due);
        assertThat(events).isEmpty();
        passUntilDue();
        assertThat(newest().number()).isEqualTo(4);
        assertThat(starts.getLast().record().memory().failures()).isEqualTo(3);
        started();
        ends();
        assertThat(((Phase.BackingOff) phase()).failures()).isEqualTo(4);
    }

    @Test
    void aPauseThatPassedMeanwhileIsOver() {
        failThreeTimes();
        time.advance(Duration.ofSeconds(1));
        adopt(Desired.of(FIRST), left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(newest().number()).isEqualTo(4);
        assertThat(events).isEmpty();
    }

    @Test
    void setsOfTheClockChangeNoPauseAndWhatPeopleAreToldFollowsThem() {
        failThreeTimes();
        Instant before = ((Phase.BackingOff) phase()).until();
        Duration due = reconciler.nextDue().orElseThrow();
        time.jumpWall(Duration.ofDays(-1));
        adopt(Desired.of(FIRST), left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(reconciler.nextDue()).contains(due);
        assertThat(((Phase.BackingOff) phase()).until()).isEqualTo(before.minus(Duration.ofDays(1)));
    }

    @Test
    void afterABootAllStartAtOnceAndNoFailuresCount() {
        failThreeTimes();
        adopt(Desired.of(FIRST), ofAnotherBoot(left(new Verdict.Dead(FAILED, 0), Optional.empty())));
        assertThat(newest().number()).isEqualTo(4);
        assertThat(starts.getLast().record().memory()).isEqualTo(new RestartMemory(0, Duration.ZERO, 3));
        assertThat(events).isEmpty();
    }

    @Test
    void whatTheMachineTookWithItIsToldOnceAndCountsAsNoFailure() {
        hear(new Message.Accept(FIRST));
        started();
        Exit down = new Exit.Unknown("the machine went down");
        adopt(Desired.of(FIRST), ofAnotherBoot(left(new Verdict.Dead(down, 0), Optional.empty())));
        assertThat(happenings()).containsExactly(new Happening.Exited(1, down, Duration.ZERO));
        assertThat(starts.getLast().record().memory().failures()).isZero();
    }

    @Test
    void aLongRunThatEndedUnseenIsALongRunAndItsEndIsToldWithItsTime() {
        failThreeTimes();
        passUntilDue();
        started();
        Recovered running = left(new Verdict.Alive(42), Optional.empty());
        Duration started = running.startedAt();
        time.advance(Duration.ofHours(3));
        Recovered found = new Recovered(
                running.attempt(),
                running.record(),
                true,
                started,
                new Verdict.Dead(FAILED, 0),
                Optional.of(started.plus(Duration.ofHours(2))),
                Optional.empty());
        adopt(Desired.of(FIRST), found);
        assertThat(happenings()).containsExactly(new Happening.Exited(4, FAILED, Duration.ofHours(2)));
        assertThat(events.getFirst().at()).isEqualTo(time.now().wall().minus(Duration.ofHours(1)));
        assertThat(starts.getLast().record().memory().failures()).isEqualTo(1);
    }

    @Test
    void aPauseCountsFromAnEndThatNobodySaw() {
        failThreeTimes();
        passUntilDue();
        Duration started = time.now().sinceBoot();
        Recovered found = left(new Verdict.Dead(FAILED, 0), Optional.of(started.plusMillis(10)));
        time.advance(Duration.ofMillis(500));
        adopt(Desired.of(FIRST), found);
        assertThat(((Phase.BackingOff) phase()).failures()).isEqualTo(4);
        assertThat(reconciler.nextDue().orElseThrow()).isBetween(started.plusMillis(910), started.plusMillis(1110));
    }

    @Test
    void whatWasStoppedIsNotToldAgain() {
        hear(new Message.Accept(FIRST));
        started();
        hear(new Message.SetPower(KEY, Power.STOPPED));
        ends();
        Desired stopped = new Desired(FIRST, Power.STOPPED, OptionalInt.empty());
        adopt(stopped, left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(events).isEmpty();
        assertThat(status.orElseThrow().observed()).isEmpty();
        settled.clear();
        adopt(stopped, left(new Verdict.Dead(FAILED, 0), Optional.of(time.now().sinceBoot())));
        assertThat(happenings()).containsExactly(new Happening.Stopped());
        adopt(stopped, left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(events).isEmpty();
    }

    /** A change of the count of replicas makes a new revision, which runs the same. */
    @Test
    void aLaterRevisionThatRunsTheSameRestartsNothing() {
        hear(new Message.Accept(FIRST));
        started();
        Revision more = Workloads.revision(KEY, "uid", 2, Workloads.worker(2, Workloads.run("pulse")));
        adopt(Desired.of(more), left(new Verdict.Alive(42), Optional.empty()));
        assertThat(happenings()).containsExactly(new Happening.Adopted(1, 42));
        assertThat(replica().revision()).isEqualTo(2);
        assertThat(starts).extracting(start -> start.attempt().slot().ordinal()).containsExactly(0, 1);
    }

    /** The default would be 30 s. */
    @Test
    void whatRunsAnOlderRevisionIsStoppedAsThatSaysAndIsWhatAHaltGoesBackTo() {
        hear(new Message.Accept(FIRST));
        started();
        Recovered running = left(new Verdict.Alive(42), Optional.empty());
        Revision second = Workloads.revision(KEY, "uid", 2, Workloads.worker(1, Workloads.run("broken")));
        events.clear();
        reconciler = controlPlane();
        hear(new Message.Adopt(List.of(Desired.of(second)), List.of(running), Set.of(FIRST), List.of(), List.of()));
        assertThat(happenings()).contains(new Happening.Stopping("replaced by a new revision", Duration.ofSeconds(5)));
        ends();
        for (int failure = 1; failure <= 2; failure++) {
            started();
            ends();
        }
        passInVain(Duration.ofMinutes(16));
        assertThat(happenings()).anyMatch(Happening.RolloutHalted.class::isInstance);
    }

    @Test
    void theEndBeforeALivingAttemptIsKnown() {
        failThreeTimes();
        passUntilDue();
        started();
        adopt(Desired.of(FIRST), left(new Verdict.Alive(42), Optional.empty()));
        assertThat(replica().lastExit()).contains(FAILED);
        assertThat(replica().restarts()).isEqualTo(3);
    }

    @Test
    void whatIsAdoptedWithoutARecordIsReplaced() {
        hear(new Message.Accept(FIRST));
        Recovered torn = new Recovered(
                newest(),
                Optional.<AttemptRecord>empty(),
                true,
                Duration.ZERO,
                new Verdict.Dead(FAILED, 0),
                Optional.empty(),
                Optional.empty());
        adopt(Desired.of(FIRST), torn);
        assertThat(newest().number()).isEqualTo(2);
    }

    private void adoptWithRestart(int attempt, Recovered recovered) {
        events.clear();
        reconciler = controlPlane();
        RestartRequest request = new RestartRequest(KEY, FIRST.uid(), new TreeMap<>(Map.of(0, attempt)));
        hear(new Message.Adopt(List.of(Desired.of(FIRST)), List.of(recovered), Set.of(), List.of(request), List.of()));
    }

    @Test
    void aRestartByHandThatWasNotCarriedOutIsCarriedOutOnce() {
        hear(new Message.Accept(FIRST));
        started();
        adoptWithRestart(1, left(new Verdict.Alive(42), Optional.empty()));
        assertThat(happenings()).contains(new Happening.Stopping("restarted by hand", Duration.ofSeconds(5)));
        ends();
        assertThat(newest().number()).isEqualTo(2);
        started();
        adoptWithRestart(1, left(new Verdict.Alive(42), Optional.empty()));
        assertThat(happenings()).containsExactly(new Happening.Adopted(2, 42));
        assertThat(newest().number()).isEqualTo(2);
    }

    @Test
    void aRestartByHandThatWasNotCarriedOutEndsAPauseAndForgetsItsFailures() {
        failThreeTimes();
        adoptWithRestart(3, left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(newest().number()).isEqualTo(4);
        assertThat(starts.getLast().record().memory().failures()).isZero();
    }

    /** The start of the attempt that was to be replaced may have left nothing. */
    @Test
    void aRestartByHandAlsoHoldsForAnAttemptBeforeTheOneThatItNames() {
        failThreeTimes();
        adoptWithRestart(4, left(new Verdict.Dead(FAILED, 0), Optional.empty()));
        assertThat(starts.getLast().record().memory().failures()).isZero();
        assertThat(newest().number())
                .as("so that it is not taken for one that was to be replaced")
                .isEqualTo(5);
    }

    @Test
    void aRestartByHandOfAnotherResourceOfTheNameHoldsForNobody() {
        hear(new Message.Accept(FIRST));
        started();
        Recovered running = left(new Verdict.Alive(42), Optional.empty());
        reconciler = controlPlane();
        events.clear();
        RestartRequest request = new RestartRequest(KEY, new Uid("another"), new TreeMap<>(Map.of(0, 1)));
        hear(new Message.Adopt(List.of(Desired.of(FIRST)), List.of(running), Set.of(), List.of(request), List.of()));
        assertThat(happenings()).containsExactly(new Happening.Adopted(1, 42));
    }

    private void says(String datagram) {
        hear(new Message.Notified(newest().slot(), Notification.parse(datagram.getBytes(StandardCharsets.UTF_8))));
    }

    private void pass(Duration span) {
        Duration end = time.now().sinceBoot().plus(span);
        while (time.now().sinceBoot().compareTo(end) < 0) {
            Duration left = end.minus(time.now().sinceBoot());
            time.advance(left.compareTo(Duration.ofMillis(100)) < 0 ? left : Duration.ofMillis(100));
            reconciler.step();
        }
    }

    @Test
    void aHeartbeatThatAWorkerPromisedIsExpectedAlsoByTheNextEngineWithoutAnotherMessage() {
        hear(new Message.Accept(FIRST));
        started();
        says("READY=1\nWATCHDOG_USEC=20000000\nWATCHDOG=1");
        Recovered running = left(new Verdict.Alive(42), Optional.empty());
        time.advance(Duration.ofHours(1));
        adopt(Desired.of(FIRST), running);
        pass(Duration.ofSeconds(15));
        assertThat(happenings()).as("its clock starts anew").noneMatch(Happening.Stalled.class::isInstance);
        says("WATCHDOG=1");
        pass(Duration.ofSeconds(15));
        assertThat(happenings()).noneMatch(Happening.Stalled.class::isInstance);
        pass(Duration.ofSeconds(10));
        assertThat(happenings()).contains(new Happening.Stalled("no heartbeat for 20.0 s"));
    }

    /** The next engine takes what is up for 10 s for ready, and may be wrong. */
    @Test
    void aHeartbeatIsNotExpectedByTheNextEngineWhereTheWorkerWasNotReadyYet() {
        hear(new Message.Accept(FIRST));
        started();
        says("WATCHDOG_USEC=20000000");
        assertThat(watchdogs).isEmpty();
        pass(Duration.ofSeconds(11));
        assertThat(watchdogs).containsEntry(newest(), Duration.ofSeconds(20));
        says("WATCHDOG_USEC=30000000");
        assertThat(watchdogs).containsEntry(newest(), Duration.ofSeconds(30));
    }

    private static final Revision SECOND =
            Workloads.revision(KEY, "uid", 2, Workloads.worker(1, Workloads.run("broken")));

    /** The next engine; the roll-out from the first revision to the second is stored. */
    private void adoptRolling(String halted, Desired desired, Recovered recovered) {
        events.clear();
        reconciler = controlPlane();
        RolloutRecord rollout = new RolloutRecord(KEY, FIRST.uid(), 1, 2, halted);
        hear(new Message.Adopt(
                List.of(desired), List.of(recovered), Set.of(FIRST, SECOND), List.of(), List.of(rollout)));
    }

    private String rollout() {
        return status.orElseThrow().rollout();
    }

    @Test
    void aRollOutWhoseReplicasAreAllReplacedCanStillGoBack() {
        hear(new Message.Accept(SECOND));
        started();
        ends();
        started();
        adoptRolling("", Desired.of(SECOND), left(new Verdict.Alive(42), Optional.empty()));
        assertThat(rollout()).isEqualTo("in progress");
        ends();
        passInVain(Duration.ofMinutes(16));
        assertThat(happenings()).anyMatch(Happening.RolloutHalted.class::isInstance);
        assertThat(starts.getLast().record().revision()).isEqualTo(1);
    }

    /** Who takes back a change in the middle of its roll-out comes from that change, not from what he goes to. */
    @Test
    void aHaltOfWhatWasTakenBackGoesToSomethingElse() {
        hear(new Message.Accept(FIRST));
        started();
        hear(new Message.Accept(SECOND));
        ends();
        started();
        hear(new Message.Accept(Workloads.revision(KEY, "uid", 3, FIRST.workload())));
        ends();
        started();
        ends();
        started();
        ends();
        passInVain(Duration.ofMinutes(16));
        assertThat(happenings())
                .anyMatch(happening -> happening instanceof Happening.RolloutHalted(int failed, int backTo, var _)
                        && failed == 3
                        && backTo == 2);
        assertThat(starts.getLast().record().revision()).isEqualTo(2);
    }

    /** It was replaced long ago, and others are not yet. */
    @Test
    void aReplicaThatIsUpForLongIsNoReasonToHalt() {
        hear(new Message.Accept(SECOND));
        started();
        Recovered running = left(new Verdict.Alive(42), Optional.empty());
        time.advance(Duration.ofHours(1));
        adoptRolling("", Desired.of(SECOND), running);
        assertThat(happenings()).contains(new Happening.RolloutFinished(2));
        assertThat(happenings()).noneMatch(Happening.RolloutHalted.class::isInstance);
    }

    /** Each start fails, and time passes. */
    private void passInVain(Duration span) {
        Duration end = time.now().sinceBoot().plus(span);
        while (time.now().sinceBoot().compareTo(end) < 0) {
            if (phase() instanceof Phase.Starting) {
                hear(new Message.StartFinished(newest(), new StartResult.NotStarted("there is no volume")));
            }
            pass(Duration.ofSeconds(1));
        }
    }

    /** What waits for a volume, as it was some seconds after the change. */
    private Recovered rollingInVain() {
        hear(new Message.Accept(SECOND));
        passInVain(Duration.ofSeconds(5));
        assertThat(phase()).isInstanceOf(Phase.Waiting.class);
        return left(new Verdict.Dead(replica().lastExit().orElseThrow(), 0), Optional.empty());
    }

    private static Recovered startedAt(Duration when, Recovered recovered) {
        return new Recovered(
                recovered.attempt(),
                recovered.record(),
                true,
                when,
                recovered.verdict(),
                recovered.endedAt(),
                recovered.settled());
    }

    /** The driver knows no start of an attempt whose end is settled. */
    @Test
    void aRollOutThatIsSecondsOldIsNotLateForTheNextEngine() {
        adoptRolling("", Desired.of(SECOND), startedAt(Duration.ZERO, rollingInVain()));
        assertThat(rollout()).isEqualTo("in progress");
        passInVain(Rollout.DEADLINE.minusSeconds(2));
        assertThat(rollout()).isEqualTo("in progress");
        passInVain(Duration.ofMinutes(6));
        assertThat(rollout()).startsWith("halted: pulse-0 was not ready within 600 s");
    }

    /** What it waits for may have come meanwhile. */
    @Test
    void timeInWhichNoEngineWasThereIsNoTimeOfARollOut() {
        hear(new Message.Accept(SECOND));
        started();
        Recovered ended =
                left(new Verdict.Dead(FAILED, 0), Optional.of(time.now().sinceBoot()));
        time.advance(Duration.ofHours(1));
        adoptRolling("", Desired.of(SECOND), ended);
        assertThat(rollout()).isEqualTo("in progress");
    }

    @Test
    void timeInWhichTheMachineSleptIsNoTimeOfARollOut() {
        adoptRolling("", Desired.of(SECOND), rollingInVain());
        passInVain(Duration.ofMinutes(4));
        time.advance(Duration.ofHours(1));
        reconciler.step();
        passInVain(Duration.ofMinutes(5));
        assertThat(rollout()).isEqualTo("in progress");
        passInVain(Duration.ofMinutes(6));
        assertThat(rollout()).startsWith("halted");
    }

    @Test
    void aRollOutThatHaltedIsNotTriedAgainByTheNextEngineUntilARestartByHandAsks() {
        hear(new Message.Accept(FIRST));
        started();
        adoptRolling("it was not ready", Desired.of(SECOND), left(new Verdict.Alive(42), Optional.empty()));
        assertThat(happenings()).containsExactly(new Happening.Adopted(1, 42));
        assertThat(rollout()).isEqualTo("halted: it was not ready");
        pass(Duration.ofMinutes(1));
        assertThat(newest().number()).isEqualTo(1);
        hear(new Message.Restart(KEY));
        ends();
        assertThat(starts.getLast().record().revision()).isEqualTo(2);
    }

    @Test
    void whatIsAppliedAfterAHaltIsRolledOutByTheNextEngine() {
        hear(new Message.Accept(FIRST));
        started();
        Revision third = Workloads.revision(KEY, "uid", 3, Workloads.worker(1, Workloads.run("other")));
        adoptRolling("it was not ready", Desired.of(third), left(new Verdict.Alive(42), Optional.empty()));
        assertThat(rollout()).isEqualTo("in progress");
        ends();
        assertThat(starts.getLast().record().revision()).isEqualTo(3);
    }

    /** The server was killed when it was about to go back. */
    @Test
    void whatWasToGoBackGoesBackWhenItEnds() {
        hear(new Message.Accept(SECOND));
        started();
        adoptRolling("it was not ready", Desired.of(SECOND), left(new Verdict.Alive(42), Optional.empty()));
        ends();
        assertThat(starts.getLast().record().revision()).isEqualTo(1);
        started();
        ends();
        started();
        assertThat(starts.getLast().record().revision()).isEqualTo(1);
    }
}
