package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** Output that is moved into segments while it is written. */
class RotatedLogTest extends RuntimeFixture {
    private static final LogLimits SMALL = new LogLimits(64 * 1024, 1L << 40, Duration.ofDays(1));

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE, SMALL);
    }

    @Test
    void isReadInFullAndInOrder() {
        shell(1, "seq 1 2000000");
        awaitEnd(1);
        FollowedLog log = FollowedLog.from(1, driver.log(SLOT));
        log.drain(Duration.ofMinutes(1));
        for (int number = 1; number <= 2_000_000; number++) {
            assertThat(log.next()).isEqualTo(Integer.toString(number));
        }
        assertThat(log.hasMore()).isFalse();
    }
}
