package tireless.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.ProbeKind;
import tireless.model.ResourceKey;
import tireless.model.SlotId;
import tireless.reconcile.act.Effects;
import tireless.runtime.ProbeRequest;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;
import tireless.throughput.Notification;

/** What became known of a replica's readiness, and what people are told of it. */
class ReadinessTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");
    private static final SlotId SLOT = new SlotId(KEY, 0);
    private static final Notification READY = Notification.parse("READY=1".getBytes(StandardCharsets.UTF_8));

    private final ManualTime time = new ManualTime();
    private final List<Happening> happenings = new ArrayList<>();
    private final Reconciler reconciler =
            new Reconciler(time, new SplittableRandom(1), new AnsweredByTheTest(), this::note);

    /** A driver whose answers the test gives. */
    private static final class AnsweredByTheTest implements Effects {
        @Override
        public void start(StartRequest request) {}

        @Override
        public void probe(ProbeKind kind, ProbeRequest request) {}

        @Override
        public void settle(AttemptId attempt) {}

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {}

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

    private OptionalDouble rate = OptionalDouble.empty();

    private void note(Observation observation) {
        switch (observation) {
            case Observation.Happened(var event) -> happenings.add(event.happening());
            case Observation.Changed(var status) ->
                rate = status.observed().isEmpty()
                        ? OptionalDouble.empty()
                        : status.observed().getFirst().report().throughput().perSecond();
        }
    }

    private void hear(Message message) {
        reconciler.handle(message);
        reconciler.step();
    }

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

    private static AttemptId attempt(int number) {
        return new AttemptId(SLOT, number);
    }

    private void start(int number) {
        hear(new Message.StartFinished(attempt(number), new StartResult.Started(40 + number, List.of())));
    }

    private void crash(int number) {
        hear(new Message.Ended(attempt(number)));
        hear(new Message.SettleFinished(attempt(number), new Verdict.Dead(new Exit.Status(1), 0)));
    }

    @BeforeEach
    void acceptOneReplica() {
        hear(new Message.Accept(Workloads.revision(KEY, "uid", 1, Workloads.worker(1, Workloads.run("pulse")))));
    }

    /** The simulation found it: such a replica was waited for without end. */
    @Test
    void aWorkerThatSaysReadyWhileItsStartIsUnclearIsReady() {
        start(1);
        hear(new Message.Notified(SLOT, READY));
        crash(1);
        hear(new Message.StartFinished(attempt(2), new StartResult.Unclear("the keeper said nothing")));
        hear(new Message.Notified(SLOT, READY));
        happenings.clear();
        hear(new Message.SettleFinished(attempt(2), new Verdict.Alive(42)));
        assertThat(happenings).containsExactly(new Happening.Ready(2));
    }

    @Test
    void whatIsNotReadyAnyMoreAfterACrashIsSaidOnceAndWaitedFor() {
        start(1);
        hear(new Message.Notified(SLOT, READY));
        crash(1);
        start(2);
        happenings.clear();
        pass(Duration.ofHours(2));
        assertThat(happenings)
                .singleElement()
                .isInstanceOfSatisfying(
                        Happening.Warned.class,
                        warned -> assertThat(warned.what()).contains("not ready for 300 s", "READY=1", "kill 42"));
        hear(new Message.Notified(SLOT, READY));
        assertThat(happenings.getLast()).isEqualTo(new Happening.Ready(2));
    }

    @Test
    void whatNeverSaidThatItIsReadyIsNotWaitedFor() {
        start(1);
        crash(1);
        start(2);
        happenings.clear();
        pass(Duration.ofHours(2));
        assertThat(happenings).containsExactly(new Happening.Ready(2));
    }

    @Test
    void theRateOfWhoFallsSilentFallsWithoutAWordOfIt() {
        start(1);
        for (int second = 0; second <= 20; second++) {
            String said = "READY=1\nX_PROCESSED=" + 10 * second;
            hear(new Message.Notified(SLOT, Notification.parse(said.getBytes(StandardCharsets.UTF_8))));
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(rate.orElseThrow()).isCloseTo(10, within(0.1));

        pass(Duration.ofSeconds(30));
        assertThat(rate.orElseThrow()).isCloseTo(2.5, within(0.3));
        pass(Duration.ofSeconds(60));
        assertThat(rate).hasValue(0);
    }
}
