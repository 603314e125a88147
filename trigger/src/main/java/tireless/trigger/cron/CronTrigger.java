package tireless.trigger.cron;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.scale.Reading;
import tireless.trigger.Trigger;

/** Wants some replicas while the next end comes before the next start. It is looked up only where the one or the other has passed. */
final class CronTrigger implements Trigger {
    private final CronTimes start;
    private final CronTimes end;
    private final long replicas;
    private final InstantSource clock;
    private @Nullable Phase phase;

    CronTrigger(CronTimes start, CronTimes end, long replicas, InstantSource clock) {
        this.start = start;
        this.end = end;
        this.replicas = replicas;
        this.clock = clock;
    }

    private record Phase(Instant from, Instant until, boolean active) {
        boolean holds(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }

    @Override
    public Reading read() {
        Instant now = clock.instant();
        Phase present = phase;
        if (present == null || !present.holds(now)) {
            present = phaseAt(now);
            phase = present;
        }
        return new Reading.Measured(present.active() ? replicas : 0, 1, present.active());
    }

    private Phase phaseAt(Instant now) {
        Optional<Instant> begins = start.after(now);
        Optional<Instant> ends = end.after(now);
        boolean active = ends.isPresent() && (begins.isEmpty() || !ends.get().isAfter(begins.get()));
        Instant next = active ? ends.get() : begins.orElse(Instant.MAX);
        return new Phase(now, next, active);
    }

    @Override
    public void close() {}
}
