package tireless.reconcile.simulation;

import java.time.Duration;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.Exit;
import tireless.runtime.AttemptRecord;

/** Everything that exists of one attempt, and what is true of it. */
final class Copy {
    /** What it tells of itself. */
    enum Habit {
        /** Nothing, but maybe that it is ready. */
        SILENT,
        /** That nothing waits for it. */
        IDLE,
        /** That much waits, and that it processes it. */
        BUSY,
        /** The same, until it processes nothing more. */
        STUCK,
        /** Its heartbeat. */
        BEATING,
        /** The same, until it hangs. */
        HANGING
    }

    final AttemptId id;
    final AttemptRecord record;
    final String version;
    final BootId boot;
    final Habit habit;
    Duration startedAt = Duration.ZERO;
    Duration endedAt = Duration.ZERO;
    boolean pending = true;
    boolean hasFolder = true;
    boolean voided;
    boolean alive;
    boolean saidReady;
    Exit exit = new Exit.Unknown("it never ran");
    long processed;

    /** Since when it is stuck or hangs, in nanoseconds of the world's time; negative if it does not. */
    long stalledSince = -1;

    Copy(AttemptId id, AttemptRecord record, String version, BootId boot, Habit habit) {
        this.id = id;
        this.record = record;
        this.version = version;
        this.boot = boot;
        this.habit = habit;
    }

    boolean isBad() {
        return version.equals(World.BAD);
    }

    Duration uptime() {
        return endedAt.minus(startedAt);
    }
}
