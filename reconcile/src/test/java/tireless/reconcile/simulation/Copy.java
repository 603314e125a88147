package tireless.reconcile.simulation;

import java.time.Duration;
import java.util.List;
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
    final Sort sort;
    final Habit habit;
    Duration startedAt = Duration.ZERO;
    Duration endedAt = Duration.ZERO;
    boolean pending = true;
    boolean hasFolder = true;
    boolean voided;
    boolean alive;
    boolean heardReady;

    /** Whether people were told at last that it was stopped, and not that it ended. */
    boolean toldStopped;

    final Health health = new Health();

    /** Where it listens for others; none if it does not. */
    List<String> listensAt = List.of();

    /** Whether it ever did. */
    boolean listened;

    /** Since when it does, in nanoseconds of the world's time. */
    long listensSince;

    /** Where it listened, as it is written down that nothing shall be started after it. */
    List<String> heldFor = List.of();

    /** Whether the policy that held it, or would have, was taken back since it began. */
    boolean released;

    Exit exit = new Exit.Unknown("it never ran");
    long processed;

    /** Since when it is stuck or hangs, in nanoseconds of the world's time; negative if it does not. */
    long stalledSince = -1;

    Copy(AttemptId id, AttemptRecord record, String version, BootId boot, Sort sort, Habit habit) {
        this.id = id;
        this.record = record;
        this.version = version;
        this.boot = boot;
        this.sort = sort;
        this.habit = habit;
    }

    boolean isBad() {
        return version.equals(World.BAD);
    }

    /** Whether it ended by itself, and neither as it was asked to nor because it listened. */
    boolean endedByItself() {
        return hasEnded() && heldFor.isEmpty();
    }

    /** Whether it heard nothing of the stop that it was held by, and ended of its own when that was taken back. */
    boolean endedByItselfAfterRelease() {
        return hasEnded() && released && exit instanceof Exit.Status;
    }

    private boolean hasEnded() {
        return !alive && !pending && !toldStopped;
    }

    Duration uptime() {
        return endedAt.minus(startedAt);
    }
}
