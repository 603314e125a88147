package tireless.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.RestartMemory;
import tireless.model.SlotId;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.runtime.AttemptRecord;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.Recovered;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.RuntimeListener;
import tireless.runtime.SettledEnd;
import tireless.runtime.SlotLog;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Usage;
import tireless.runtime.Verdict;
import tireless.testing.ManualTime;
import tireless.testing.Workloads;

/** What the engine makes of a driver that can do nothing. */
class LocalEngineTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "pulse");

    /** On a disk that takes nothing and lets nothing go. */
    private static class StuckDriver implements RuntimeDriver {
        @Override
        public void listen(RuntimeListener listener) {}

        @Override
        public List<Recovered> recover() {
            return List.of();
        }

        @Override
        public StartResult start(StartRequest request) {
            return new StartResult.NotStarted("read-only file system");
        }

        @Override
        public ProbeResult probe(ProbeRequest request) {
            return new ProbeResult.Unclear("read-only file system");
        }

        @Override
        public Verdict settle(AttemptId attempt) {
            return new Verdict.Undecided("read-only file system");
        }

        @Override
        public void remember(AttemptId attempt, SettledEnd end) {
            throw TirelessException.failed("read-only file system");
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
        public Map<AttemptId, Usage> measure(Collection<AttemptId> attempts) {
            return Map.of();
        }

        @Override
        public SlotLog log(SlotId slot) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(SlotId slot) {
            throw TirelessException.failed("read-only file system");
        }

        @Override
        public void close() {}
    }

    /** Whose only replica ends while it is still being looked for. */
    private static final class DyingDriver extends StuckDriver {
        private final AttemptId attempt = new AttemptId(new SlotId(KEY, 0), 1);
        private @Nullable RuntimeListener listener;

        @Override
        public void listen(RuntimeListener listener) {
            this.listener = listener;
        }

        @Override
        public List<Recovered> recover() {
            Objects.requireNonNull(listener).ended(attempt);
            AttemptRecord record = new AttemptRecord(new Uid("u1"), 1, RestartMemory.FRESH);
            return List.of(new Recovered(
                    attempt,
                    Optional.of(record),
                    true,
                    Duration.ZERO,
                    new Verdict.Alive(42),
                    Optional.empty(),
                    Optional.empty()));
        }

        @Override
        public Verdict settle(AttemptId asked) {
            return new Verdict.Dead(new Exit.Status(3), 0);
        }
    }

    @Test
    void anEndThatIsToldDuringAnAdoptionIsNotLost() throws InterruptedException {
        LinkedBlockingQueue<Happening> seen = new LinkedBlockingQueue<>();
        try (LocalEngine engine = new LocalEngine(new DyingDriver(), new ManualTime(), new SplittableRandom(1), 1)) {
            engine.observe(observation -> {
                if (observation instanceof Observation.Happened(var event)) {
                    seen.add(event.happening());
                }
            });
            engine.adopt(
                    List.of(Desired.of(Workloads.revision(KEY, "u1", 1, Workloads.worker(1, Workloads.run("true"))))));
            await(seen, Happening.Adopted.class);
            assertThat(await(seen, Happening.Exited.class).exit()).isEqualTo(new Exit.Status(3));
        }
    }

    @Test
    void recordsThatCannotBeRemovedAreSaidAndStopNothing() throws InterruptedException {
        LinkedBlockingQueue<Happening> seen = new LinkedBlockingQueue<>();
        try (LocalEngine engine = new LocalEngine(new StuckDriver(), new ManualTime(), new SplittableRandom(1), 1)) {
            engine.observe(observation -> {
                if (observation instanceof Observation.Happened(var event)) {
                    seen.add(event.happening());
                }
            });
            for (int round = 1; round <= 2; round++) {
                engine.accept(Workloads.revision(KEY, "u" + round, 1, Workloads.worker(1, Workloads.run("true"))));
                await(seen, Happening.Exited.class);
                engine.remove(KEY);
                assertThat(await(seen, Happening.Warned.class).what()).contains("read-only file system");
                await(seen, Happening.Removed.class);
                assertThat(engine.statuses()).isEmpty();
            }
        }
    }

    @Test
    void whatCouldNotBeStartedIsTriedAtOnceWhereItIsAskedFor() throws InterruptedException {
        LinkedBlockingQueue<Happening> seen = new LinkedBlockingQueue<>();
        try (LocalEngine engine = new LocalEngine(new StuckDriver(), new ManualTime(), new SplittableRandom(1), 1)) {
            engine.observe(observation -> {
                if (observation instanceof Observation.Happened(var event)) {
                    seen.add(event.happening());
                }
            });
            engine.accept(Workloads.revision(KEY, "u1", 1, Workloads.worker(1, Workloads.run("true"))));
            // The first failure is tried again without a pause.
            for (int failures = 2; failures <= 4; failures++) {
                assertThat(await(seen, Happening.BackedOff.class).failures()).isEqualTo(failures);
                engine.retry(KEY);
            }
        }
    }

    private static <T extends Happening> T await(LinkedBlockingQueue<Happening> seen, Class<T> kind)
            throws InterruptedException {
        while (true) {
            Happening next = seen.poll(20, TimeUnit.SECONDS);
            assertThat(next).as(kind.getSimpleName()).isNotNull();
            if (kind.isInstance(next)) {
                return kind.cast(next);
            }
        }
    }
}
