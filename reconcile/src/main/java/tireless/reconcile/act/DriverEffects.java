package tireless.reconcile.act;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;
import tireless.model.AttemptId;
import tireless.model.ProbeKind;
import tireless.model.SlotId;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/**
 * Carries effects out on a driver, each on a thread of {@code executor}. A driver that throws has a broken environment, which proves
 * nothing about a replica: the result is then unclear, never "dead".
 */
public final class DriverEffects implements Effects {
    /** A probe mostly waits for its command; some that hang must not keep the others from their turn. */
    private static final int PROBES_AT_ONCE = 64;

    private final RuntimeDriver driver;
    private final ExecutorService executor;
    private final BiConsumer<AttemptId, StartResult> started;
    private final BiConsumer<AttemptId, Verdict> settled;
    private final ProbeAnswer probed;
    private final Semaphore starts;
    private final Semaphore probes;
    private final Lanes lanes;

    /** Takes what one run of a probe gave. */
    @FunctionalInterface
    public interface ProbeAnswer {
        void take(AttemptId attempt, ProbeKind kind, ProbeResult result);
    }

    /** @param atOnce how many starts may be under way at the same time */
    public DriverEffects(
            RuntimeDriver driver,
            ExecutorService executor,
            int atOnce,
            BiConsumer<AttemptId, StartResult> started,
            BiConsumer<AttemptId, Verdict> settled,
            ProbeAnswer probed) {
        this.driver = driver;
        this.executor = executor;
        this.started = started;
        this.settled = settled;
        this.probed = probed;
        this.starts = new Semaphore(atOnce);
        this.probes = new Semaphore(PROBES_AT_ONCE);
        this.lanes = new Lanes(executor);
    }

    @Override
    public void start(StartRequest request) {
        lanes.execute(request.attempt().slot(), () -> {
            StartResult result;
            try {
                Optional<StartResult.NotStarted> unprepared = driver.prepare(request);
                result = unprepared.isPresent() ? unprepared.get() : startInTurn(request);
            } catch (RuntimeException broken) {
                result = new StartResult.Unclear(String.valueOf(broken.getMessage()));
            }
            started.accept(request.attempt(), result);
        });
    }

    private StartResult startInTurn(StartRequest request) {
        starts.acquireUninterruptibly();
        try {
            return driver.start(request);
        } finally {
            starts.release();
        }
    }

    @Override
    public void probe(ProbeKind kind, ProbeRequest request) {
        executor.execute(() -> {
            probes.acquireUninterruptibly();
            ProbeResult result;
            try {
                result = driver.probe(request);
            } catch (RuntimeException broken) {
                result = new ProbeResult.Unclear(String.valueOf(broken.getMessage()));
            } finally {
                probes.release();
            }
            probed.take(request.attempt(), kind, result);
        });
    }

    @Override
    public void settle(AttemptId attempt) {
        lanes.execute(attempt.slot(), () -> {
            Verdict verdict;
            try {
                verdict = driver.settle(attempt);
            } catch (RuntimeException broken) {
                verdict = new Verdict.Undecided(String.valueOf(broken.getMessage()));
            }
            settled.accept(attempt, verdict);
        });
    }

    @Override
    public void remember(AttemptId attempt, SettledEnd end) {
        lanes.execute(attempt.slot(), () -> {
            try {
                driver.remember(attempt, end);
            } catch (RuntimeException broken) {
                // Should this control plane die before the next start, the one after it tells this end once more.
            }
        });
    }

    @Override
    public void noteWatchdog(AttemptId attempt, Duration interval) {
        lanes.execute(attempt.slot(), () -> {
            try {
                driver.noteWatchdog(attempt, interval);
            } catch (RuntimeException broken) {
                // Should this control plane die, the one after it watches again from the next message that says it.
            }
        });
    }

    @Override
    public void terminate(AttemptId attempt) {
        executor.execute(() -> driver.terminate(attempt));
    }

    @Override
    public void hold(AttemptId attempt, List<String> endpoints) {
        lanes.execute(attempt.slot(), () -> {
            try {
                driver.hold(attempt, endpoints);
            } finally {
                // What cannot be remembered must end all the same.
                driver.terminate(attempt);
            }
        });
    }

    @Override
    public void kill(AttemptId attempt) {
        // In turn with the starts: a kill that comes late must find its own attempt, and not the next one in its place.
        lanes.execute(attempt.slot(), () -> driver.kill(attempt));
    }

    @Override
    public void remove(SlotId slot) {
        lanes.await(slot);
        driver.remove(slot);
    }
}
