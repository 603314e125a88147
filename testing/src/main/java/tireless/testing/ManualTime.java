package tireless.testing;

import java.time.Duration;
import java.time.Instant;
import tireless.model.BootId;
import tireless.model.Now;
import tireless.model.TimeSource;

/** A clock that moves only by hand. Safe for use by many threads. */
public final class ManualTime implements TimeSource {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration DOWN = Duration.ofMinutes(1);
    private static final Duration UP = Duration.ofSeconds(20);

    private int boots = 1;
    private Now now = new Now(START, Duration.ofHours(1), new BootId("boot-1"));

    @Override
    public synchronized Now now() {
        return now;
    }

    /** Moves both clocks forward. */
    public synchronized void advance(Duration by) {
        now = new Now(now.wall().plus(by), now.sinceBoot().plus(by), now.boot());
    }

    /** Sets the wall clock alone, as an administrator or NTP does. */
    public synchronized void jumpWall(Duration by) {
        now = new Now(now.wall().plus(by), now.sinceBoot(), now.boot());
    }

    /** A machine that went down and is up again: time since boot begins anew. */
    public synchronized void reboot() {
        BootId next = new BootId("boot-" + ++boots);
        now = new Now(now.wall().plus(DOWN), UP, next);
    }
}
