package tireless.series;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tireless.engine.Engine;
import tireless.model.Now;
import tireless.model.ResourceStatus;
import tireless.model.TimeSource;
import tireless.model.TirelessException;

/** Looks each second at what all workers get done, and has it stored from time to time. One thread. */
public final class Sampler implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Engine engine;
    private final SeriesArchive archive;
    private final ObjectiveWatch objectives;
    private final TimeSource time;
    private final Consumer<TirelessException> refused;
    private final Thread thread;
    private volatile boolean closed;
    private boolean failing;

    private Sampler(
            Engine engine,
            SeriesArchive archive,
            ObjectiveWatch objectives,
            TimeSource time,
            Consumer<TirelessException> refused) {
        this.engine = engine;
        this.archive = archive;
        this.objectives = objectives;
        this.time = time;
        this.refused = refused;
        this.thread = Thread.ofPlatform().name("series").daemon().unstarted(this::run);
    }

    /**
     * Begins to look.
     *
     * @param objectives judges what is seen
     * @param refused told of a store that refuses, once until it works again
     */
    public static Sampler begin(
            Engine engine,
            SeriesArchive archive,
            ObjectiveWatch objectives,
            TimeSource time,
            Consumer<TirelessException> refused) {
        Sampler sampler = new Sampler(engine, archive, objectives, time, refused);
        sampler.thread.start();
        return sampler;
    }

    private void run() {
        while (!closed) {
            look(time.now());
            Instant now = time.now().wall();
            LockSupport.parkNanos(
                    Duration.between(now, now.truncatedTo(ChronoUnit.SECONDS).plus(PERIOD))
                            .toNanos());
        }
    }

    private void look(Now now) {
        try {
            List<ResourceStatus> statuses = engine.statuses();
            objectives.look(statuses, now);
            archive.record(statuses, now.wall());
            archive.write(now.wall());
            // What was just removed is stored first.
            archive.retain(statuses.stream().map(ResourceStatus::key).collect(Collectors.toSet()));
            failing = false;
        } catch (TirelessException refusal) {
            if (!failing) {
                refused.accept(refusal);
            }
            failing = true;
        }
    }

    /** Waits for a look that is under way, so that the store may be closed next. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
