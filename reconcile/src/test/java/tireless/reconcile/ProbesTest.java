package tireless.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.Probe;
import tireless.model.ProbeKind;
import tireless.model.ProbeStatus;
import tireless.model.Probes;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.RestartMemory;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.reconcile.act.Effects;
import tireless.runtime.AttemptRecord;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** What follows from probes: by a reconciler whose driver is the test. */
class ProbesTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final SlotId SLOT = new SlotId(KEY, 0);
    private static final Probe ASKED = Probe.of("check");
    private static final ProbeResult BAD = new ProbeResult.Failed(1, "not well");
    private static final ProbeResult GOOD = new ProbeResult.Passed();
    private static final Duration PERIOD = ASKED.period();

    private final ManualTime time = new ManualTime();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<ReplicaStatus> seen = new ArrayList<>();
    private Reconciler reconciler = newReconciler();

    private Reconciler newReconciler() {
        return new Reconciler(time, new SplittableRandom(1), new Noted(), this::note);
    }

    /** Writes down what is asked of the driver. */
    private final class Noted implements Effects {
        @Override
        public void start(StartRequest request) {
            calls.add("start " + request.attempt().number());
        }

        @Override
        public void probe(ProbeKind kind, ProbeRequest request) {
            calls.add(kind.word() + " " + String.join(" ", request.command()));
        }

        @Override
        public void settle(AttemptId attempt) {}

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {}

        @Override
        public void noteWatchdog(AttemptId attempt, Duration interval) {}

        @Override
        public void terminate(AttemptId attempt) {
            calls.add("terminate " + attempt.number());
        }

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {}

        @Override
        public void kill(AttemptId attempt) {
            calls.add("kill " + attempt.number());
        }

        @Override
        public void remove(SlotId slot) {}
    }

    private void note(Observation observation) {
        switch (observation) {
            case Observation.Happened(var event) -> happenings.add(event.happening());
            case Observation.Changed(var status) -> seen.addAll(status.observed());
        }
    }

    private static Probes readiness(Probe probe) {
        return new Probes(Optional.empty(), Optional.of(probe), Optional.empty());
    }

    private static Probes liveness(Probe probe) {
        return new Probes(Optional.empty(), Optional.empty(), Optional.of(probe));
    }

    private static Revision revision(int number, Probes probes) {
        Workload plain = Workloads.worker(1, Workloads.run("pulse"));
        Workload probed = new Workload(
                plain.lifetime(), plain.sizing(), plain.stack(), plain.run(), plain.restart(), plain.stall(), probes);
        return Workloads.revision(KEY, "uid", number, probed);
    }

    private void run(Probes probes) {
        hear(new Message.Accept(revision(1, probes)));
        hear(new Message.StartFinished(attempt(1), new StartResult.Started(41, List.of())));
    }

    private static AttemptId attempt(int number) {
        return new AttemptId(SLOT, number);
    }

    private void hear(Message message) {
        reconciler.handle(message);
        reconciler.step();
    }

    private void answer(ProbeKind kind, ProbeResult result) {
        hear(new Message.ProbeFinished(attempt(1), kind, result));
    }

    /** Lets time pass as it does for an engine that is always awake. */
    private void pass(Duration span) {
        Duration end = time.now().sinceBoot().plus(span);
        while (time.now().sinceBoot().compareTo(end) < 0) {
            Duration next = reconciler
                    .nextDue()
                    .filter(due -> due.compareTo(end) < 0)
                    .orElse(end)
                    .minus(time.now().sinceBoot());
            if (next.isPositive()) {
                time.advance(next);
            }
            reconciler.step();
        }
    }

    private void failTimes(int times) {
        for (int run = 1; run <= times; run++) {
            answer(ProbeKind.LIVENESS, BAD);
            pass(PERIOD);
        }
    }

    private boolean isReady() {
        return seen.getLast().phase() instanceof Phase.Running running && running.ready();
    }

    @Test
    void isRunAtOnceAndThenOncePerPeriodAndNeverTwiceAtOnce() {
        run(liveness(ASKED));
        assertThat(calls).containsExactly("start 1", "liveness check");
        pass(Duration.ofMinutes(1));
        assertThat(calls).hasSize(2);
        answer(ProbeKind.LIVENESS, GOOD);
        assertThat(calls).hasSize(3);
        answer(ProbeKind.LIVENESS, GOOD);
        pass(PERIOD.minusMillis(1));
        assertThat(calls).hasSize(3);
        pass(Duration.ofMillis(1));
        assertThat(calls).hasSize(4);
    }

    @Test
    void waitsForItsInitialDelay() {
        run(liveness(new Probe(List.of("check"), Duration.ofSeconds(7), PERIOD, PERIOD, 1, 3, Optional.empty())));
        pass(Duration.ofMillis(6999));
        assertThat(calls).containsExactly("start 1");
        pass(Duration.ofMillis(1));
        assertThat(calls).containsExactly("start 1", "liveness check");
    }

    @Test
    void aLivenessProbeThatFailsOftenEnoughRestartsAndThatCountsAsAFailure() {
        run(liveness(ASKED));
        failTimes(2);
        answer(ProbeKind.LIVENESS, GOOD);
        pass(PERIOD);
        failTimes(2);
        assertThat(calls).doesNotContain("terminate 1");
        happenings.clear();
        answer(ProbeKind.LIVENESS, new ProbeResult.TimedOut(Duration.ofSeconds(1), "half a wo"));
        assertThat(calls).endsWith("terminate 1");
        assertThat(happenings)
                .containsExactly(new Happening.Unhealthy(
                        "liveness probe failed 3 times in a row: no answer within 1 s: half a wo"));
        hear(new Message.Ended(attempt(1)));
        hear(new Message.SettleFinished(attempt(1), new Verdict.Dead(new Exit.Status(0), 0)));
        assertThat(calls).contains("start 2");
        hear(new Message.StartFinished(attempt(2), new StartResult.NotStarted("gone")));
        assertThat(happenings.getLast())
                .isInstanceOfSatisfying(
                        Happening.BackedOff.class,
                        backedOff -> assertThat(backedOff.failures()).isEqualTo(2));
    }

    @Test
    void anEndWithZeroThatAProbeBroughtAboutIsAFailure() {
        run(liveness(ASKED));
        for (int number = 1; number <= 2; number++) {
            hear(new Message.StartFinished(attempt(number), new StartResult.Started(40 + number, List.of())));
            for (int run = 1; run <= 3; run++) {
                hear(new Message.ProbeFinished(attempt(number), ProbeKind.LIVENESS, BAD));
                pass(PERIOD);
            }
            hear(new Message.Ended(attempt(number)));
            hear(new Message.SettleFinished(attempt(number), new Verdict.Dead(new Exit.Status(0), 0)));
        }
        assertThat(happenings.getLast())
                .isInstanceOfSatisfying(
                        Happening.BackedOff.class,
                        backedOff -> assertThat(backedOff.ended()).isFalse());
    }

    @Test
    void itsOwnGracePeriodHoldsWhereItRestarts() {
        run(liveness(
                new Probe(List.of("check"), Duration.ZERO, PERIOD, PERIOD, 1, 1, Optional.of(Duration.ofSeconds(2)))));
        answer(ProbeKind.LIVENESS, BAD);
        pass(Duration.ofMillis(1999));
        assertThat(calls).endsWith("terminate 1");
        pass(Duration.ofMillis(1));
        assertThat(calls).endsWith("kill 1");
    }

    @Test
    void ofManyFailuresTheFirstIsToldAndThatTheyAreOver() {
        run(readiness(ASKED));
        happenings.clear();
        for (int run = 0; run < 10; run++) {
            answer(ProbeKind.READINESS, BAD);
            pass(PERIOD);
        }
        answer(ProbeKind.READINESS, GOOD);
        assertThat(happenings)
                .containsExactly(
                        new Happening.ProbeFailed(1, ProbeKind.READINESS, "exited 1: not well"),
                        new Happening.ProbeRecovered(1, ProbeKind.READINESS),
                        new Happening.Ready(1));
    }

    @Test
    void aReadinessProbeAloneDecidesWhatIsReadyAndRestartsNothing() {
        run(readiness(ASKED));
        pass(Duration.ofMinutes(1));
        assertThat(isReady()).isFalse();
        answer(ProbeKind.READINESS, GOOD);
        assertThat(isReady()).isTrue();
        for (int run = 0; run < 3; run++) {
            assertThat(isReady()).isTrue();
            pass(PERIOD);
            answer(ProbeKind.READINESS, BAD);
        }
        assertThat(isReady()).isFalse();
        assertThat(happenings)
                .endsWith(new Happening.Unready(1, "readiness probe failed 3 times in a row: exited 1: not well"));
        for (int run = 0; run < 100; run++) {
            pass(PERIOD);
            answer(ProbeKind.READINESS, BAD);
        }
        assertThat(calls).doesNotContain("terminate 1");
        pass(PERIOD);
        answer(ProbeKind.READINESS, GOOD);
        assertThat(isReady()).isTrue();
        assertThat(happenings).endsWith(new Happening.Ready(1));
    }

    @Test
    void successesAreCountedInARow() {
        run(readiness(new Probe(List.of("check"), Duration.ZERO, PERIOD, PERIOD, 2, 3, Optional.empty())));
        answer(ProbeKind.READINESS, GOOD);
        pass(PERIOD);
        answer(ProbeKind.READINESS, BAD);
        pass(PERIOD);
        answer(ProbeKind.READINESS, GOOD);
        assertThat(isReady()).isFalse();
        pass(PERIOD);
        answer(ProbeKind.READINESS, GOOD);
        assertThat(isReady()).isTrue();
    }

    @Test
    void untilItIsUpNothingElseIsAsked() {
        run(new Probes(Optional.of(Probe.of("up")), Optional.of(Probe.of("ready")), Optional.of(Probe.of("alive"))));
        answer(ProbeKind.STARTUP, BAD);
        pass(PERIOD);
        assertThat(calls).containsExactly("start 1", "startup up", "startup up");
        answer(ProbeKind.STARTUP, GOOD);
        assertThat(calls).endsWith("liveness alive", "readiness ready");
        answer(ProbeKind.LIVENESS, GOOD);
        answer(ProbeKind.READINESS, GOOD);
        calls.clear();
        pass(PERIOD);
        assertThat(calls).containsExactlyInAnyOrder("liveness alive", "readiness ready");
    }

    @Test
    void whatDoesNotComeUpIsRestarted() {
        run(new Probes(Optional.of(ASKED), Optional.empty(), Optional.empty()));
        for (int run = 0; run < 3; run++) {
            answer(ProbeKind.STARTUP, new ProbeResult.NotRun("there is no such program"));
            pass(PERIOD);
        }
        assertThat(calls).contains("terminate 1");
        assertThat(happenings)
                .contains(new Happening.Unhealthy(
                        "startup probe failed 3 times in a row: it can not be run:" + " there is no such program"));
    }

    @Test
    void whatCameUpIsReadyWithoutFurtherAdo() {
        run(new Probes(Optional.of(ASKED), Optional.empty(), Optional.empty()));
        pass(Duration.ofMinutes(1));
        assertThat(isReady()).isFalse();
        answer(ProbeKind.STARTUP, GOOD);
        assertThat(isReady()).isTrue();
    }

    @Test
    void whatIsUnclearCountsForNothing() {
        run(liveness(ASKED));
        for (int run = 0; run < 10; run++) {
            answer(ProbeKind.LIVENESS, new ProbeResult.Unclear("too many open files"));
            pass(PERIOD);
        }
        assertThat(calls).doesNotContain("terminate 1");
        failTimes(3);
        assertThat(calls).contains("terminate 1");
    }

    @Test
    void timeInWhichTheEngineSleptIsNotHeldAgainstAWorker() {
        run(liveness(ASKED));
        failTimes(2);
        // A probe is under way, and the machine sleeps.
        time.advance(Duration.ofHours(1));
        answer(ProbeKind.LIVENESS, new ProbeResult.TimedOut(Duration.ofSeconds(1), ""));
        pass(PERIOD);
        failTimes(2);
        assertThat(calls).doesNotContain("terminate 1");
        failTimes(1);
        assertThat(calls).contains("terminate 1");
    }

    @Test
    void aShortSleepIsNoticedWhileASlowProbeRuns() {
        run(liveness(
                new Probe(List.of("check"), Duration.ZERO, PERIOD, Duration.ofMinutes(1), 1, 1, Optional.empty())));
        pass(Duration.ofSeconds(20));
        time.advance(Duration.ofSeconds(4));
        reconciler.step();
        pass(Duration.ofSeconds(20));
        answer(ProbeKind.LIVENESS, BAD);
        assertThat(calls).doesNotContain("terminate 1");
    }

    @Test
    void theResultOfAnOlderAttemptIsStale() {
        run(liveness(new Probe(List.of("check"), Duration.ZERO, PERIOD, PERIOD, 1, 1, Optional.empty())));
        hear(new Message.Ended(attempt(1)));
        hear(new Message.SettleFinished(attempt(1), new Verdict.Dead(new Exit.Status(1), 0)));
        hear(new Message.StartFinished(attempt(2), new StartResult.Started(42, List.of())));
        answer(ProbeKind.LIVENESS, BAD);
        assertThat(calls).doesNotContain("terminate 2");
    }

    @Test
    void whatWasThoughtDeadAndLivesIsNotAskedTwiceAtOnce() {
        run(liveness(ASKED));
        hear(new Message.Ended(attempt(1)));
        hear(new Message.SettleFinished(attempt(1), new Verdict.Alive(41)));
        pass(Duration.ofSeconds(1));
        hear(new Message.SettleFinished(attempt(1), new Verdict.Alive(41)));
        pass(PERIOD);
        assertThat(calls).containsOnlyOnce("liveness check");
        answer(ProbeKind.LIVENESS, GOOD);
        assertThat(calls).endsWith("liveness check").hasSize(3);
    }

    @Test
    void aChangedProbeHoldsAtOnceAndReplacesNothing() {
        run(liveness(ASKED));
        failTimes(2);
        hear(new Message.Accept(revision(2, liveness(Probe.of("other")))));
        answer(ProbeKind.LIVENESS, BAD);
        assertThat(calls).endsWith("liveness other").doesNotContain("terminate 1");
        hear(new Message.Accept(revision(3, Probes.NONE)));
        answer(ProbeKind.LIVENESS, BAD);
        calls.clear();
        pass(Duration.ofMinutes(1));
        assertThat(calls).isEmpty();
    }

    @Test
    void afterAnAdoptionTheCountsBeginAnew() {
        run(liveness(ASKED));
        failTimes(2);
        calls.clear();
        reconciler = newReconciler();
        AttemptRecord record = new AttemptRecord(new Uid("uid"), 1, RestartMemory.FRESH);
        hear(new Message.Adopt(
                List.of(Desired.of(revision(1, liveness(ASKED)))),
                List.of(new Recovered(
                        attempt(1),
                        Optional.of(record),
                        true,
                        Duration.ofSeconds(1),
                        new Verdict.Alive(41),
                        Optional.empty(),
                        Optional.empty())),
                Set.of(),
                List.of(),
                List.of()));
        assertThat(calls).containsExactly("liveness check");
        failTimes(2);
        assertThat(calls).doesNotContain("terminate 1");
    }

    @Test
    void theStatusTellsHowProbesStand() {
        run(new Probes(Optional.empty(), Optional.of(ASKED), Optional.of(ASKED)));
        answer(ProbeKind.READINESS, BAD);
        assertThat(seen.getLast().findings().probes())
                .containsExactly(
                        new ProbeStatus(ProbeKind.READINESS, "unknown", 1, "exited 1: not well"),
                        new ProbeStatus(ProbeKind.LIVENESS, "unknown", 0, ""));
        answer(ProbeKind.LIVENESS, GOOD);
        int before = seen.size();
        pass(PERIOD);
        answer(ProbeKind.LIVENESS, GOOD);
        assertThat(seen.getLast().findings().probes())
                .contains(new ProbeStatus(ProbeKind.LIVENESS, "passes", 0, "passed"));
        pass(PERIOD);
        answer(ProbeKind.LIVENESS, GOOD);
        assertThat(seen.subList(before, seen.size()))
                .as("what stays as it is, is not told again")
                .hasSizeLessThanOrEqualTo(1);
    }
}
