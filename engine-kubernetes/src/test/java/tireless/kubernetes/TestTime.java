package tireless.kubernetes;

import java.time.Duration;
import java.time.Instant;
import tireless.model.BootId;
import tireless.model.Now;
import tireless.model.TimeSource;

/** The time for tests with a real cluster, which has no other. */
final class TestTime {
    static final TimeSource SYSTEM =
            () -> new Now(Instant.now(), Duration.ofNanos(System.nanoTime()), new BootId("test"));

    private TestTime() {}
}
