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
import tireless.model.Findings;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.ProbeKind;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.reconcile.act.Effects;
import tireless.runtime.AttemptRecord;
import tireless.runtime.ProbeRequest;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** What people are told of a replica that waits for what it needs, and of how it runs when it does. */
class NotStartedTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final Revision REVISION =
            Workloads.revision(KEY, "uid", 1, Workloads.worker(1, Workloads.run("pulse")));
    private static final String NO_SECRET = "there is no secret `door`";

    private final ManualTime time = new ManualTime();
    private final List<Happening> happenings = new ArrayList<>();
    private final List<StartRequest> starts = new ArrayList<>();
    private final List<SettledEnd> remembered = new ArrayList<>();
    private Optional<ResourceStatus> status = Optional.empty();
    private Reconciler reconciler = reconciler();

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
            remembered.add(end);
        }

        @Override
        public void noteWatchdog(AttemptId attempt, Duration interval) {}

        @Override
        public void terminate(AttemptId attempt) {}

        @Override
        public void hold(AttemptId attempt, List<String> endpoints) {}

        @Override
        public void kill(AttemptId attempt) {}

        @Override
        public void remove(SlotId slot) {}
    }

    private Reconciler reconciler() {
        return new Reconciler(time, new SplittableRandom(1), new AnsweredByTheTest(), this::note);
    }

    private void note(Observation observation) {
        if (observation instanceof Observation.Happened(var event)) {
            happenings.add(event.happening());
        } else if (observation instanceof Observation.Changed(var changed)) {
            status = Optional.of(changed);
        }
    }

    private void hear(Message message) {
        reconciler.handle(message);
        reconciler.step();
    }

    private void answer(StartResult result) {
        hear(new Message.StartFinished(starts.getLast().attempt(), result));
    }

    private ReplicaStatus replica() {
        return status.orElseThrow().observed().getFirst();
    }

    /** Until it is tried for the {@code count}th time. */
    private void waitsForTheTry(int count) {
        while (starts.size() < count) {
            answer(new StartResult.NotStarted(NO_SECRET));
            if (replica().phase() instanceof Phase.Waiting waiting) {
                time.advance(waiting.delay());
                reconciler.step();
            }
        }
    }

    @Test
    void aReplicaThatWaitsForWhatItNeedsIsPendingWithTheReasonAndWasNotRestarted() {
        hear(new Message.Accept(REVISION));
        waitsForTheTry(5);
        answer(new StartResult.NotStarted(NO_SECRET));

        assertThat(replica().restarts()).isZero();
        assertThat(replica().phase()).isInstanceOfSatisfying(Phase.Waiting.class, waiting -> {
            assertThat(waiting.why()).isEqualTo(NO_SECRET);
            assertThat(waiting.failures()).isEqualTo(5);
            assertThat(waiting.delay()).as("the pauses grow").isGreaterThan(Duration.ofSeconds(1));
        });
    }

    @Test
    void whenItComesItStartsAtOnceAndThatIsNoRestartEither() {
        hear(new Message.Accept(REVISION));
        waitsForTheTry(5);
        answer(new StartResult.NotStarted(NO_SECRET));
        hear(new Message.Retry(KEY));
        answer(new StartResult.Started(42, List.of()));

        assertThat(happenings.getLast()).isEqualTo(new Happening.Started(6, 42, Optional.empty()));
        assertThat(replica().restarts()).isZero();
        hear(new Message.Ended(starts.getLast().attempt()));
        hear(new Message.SettleFinished(starts.getLast().attempt(), new Verdict.Dead(new Exit.Status(1), 0)));
        assertThat(replica().restarts()).as("this one ran").isEqualTo(1);
    }

    @Test
    void itWaitsOnUnderTheNextEngine() {
        hear(new Message.Accept(REVISION));
        waitsForTheTry(5);
        answer(new StartResult.NotStarted(NO_SECRET));
        Phase before = replica().phase();
        adopt(recovered(new Verdict.Dead(new Exit.NotStarted(NO_SECRET), 0), true));

        assertThat(replica().phase()).isEqualTo(before);
        assertThat(replica().restarts()).isZero();
    }

    @Test
    void anAttemptThatABootFindsNeverStartedIsNoRestart() {
        hear(new Message.Accept(REVISION));
        adopt(recovered(new Verdict.Dead(new Exit.NotStarted(NO_SECRET), 0), false));

        assertThat(replica().restarts()).isZero();
    }

    private Recovered recovered(Verdict verdict, boolean thisBoot) {
        StartRequest last = starts.getLast();
        return new Recovered(
                last.attempt(),
                Optional.of(last.record()),
                thisBoot,
                Duration.ZERO,
                verdict,
                Optional.empty(),
                thisBoot ? Optional.of(remembered.getLast()) : Optional.empty());
    }

    private void adopt(Recovered recovered) {
        reconciler = reconciler();
        hear(new Message.Adopt(List.of(Desired.of(REVISION)), List.of(recovered), Set.of(), List.of(), List.of()));
    }

    @Test
    void whatIsRemarkedOfARunIsNoWarning() {
        hear(new Message.Accept(REVISION));
        answer(new StartResult.Started(42, List.of("the memory limit is not enforced"), List.of("paths: some way")));

        assertThat(replica().findings())
                .isEqualTo(new Findings(
                        List.of("the memory limit is not enforced"), List.of("paths: some way"), List.of()));
        assertThat(happenings)
                .filteredOn(Happening.Warned.class::isInstance)
                .containsExactly(new Happening.Warned("the memory limit is not enforced"));
    }

    @Test
    void theTwoAreKeptApartAlsoByTheNextEngine() {
        hear(new Message.Accept(REVISION));
        AttemptRecord record = starts.getLast().record();
        adopt(new Recovered(
                starts.getLast().attempt(),
                Optional.of(record),
                true,
                Duration.ZERO,
                new Verdict.Alive(42),
                Optional.empty(),
                Optional.empty(),
                new Recovered.Noted(List.of("a warning"), List.of("a remark"), List.of(), Optional.empty())));

        assertThat(replica().findings()).isEqualTo(new Findings(List.of("a warning"), List.of("a remark"), List.of()));
    }
}
