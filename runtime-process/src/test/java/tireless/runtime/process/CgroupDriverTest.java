package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeContract;

/** With control groups, as far as this machine lets this account use them. */
class CgroupDriverTest extends RuntimeContract {
    private static final long MEBIBYTE = 1024 * 1024;

    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    private RunSpec limited(Limits limits, String script) {
        RunSpec plain = run("/bin/sh", "-c", script);
        return new RunSpec(plain.command(), folder, plain.environment(), limits, StopPolicy.DEFAULT);
    }

    @Test
    void aWorkerOverItsMemoryLimitIsKilledAndTheCauseIsKnown() {
        assumeTrue(Drivers.DETECTED.memory().isPresent(), "this account may not limit memory here");
        Limits limits = new Limits(OptionalLong.of(32 * MEBIBYTE), OptionalLong.empty());
        StartResult result = start(1, limited(limits, "exec dd if=/dev/zero of=/dev/null bs=100M count=1"));
        assertThat(result).isInstanceOf(StartResult.Started.class);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.OutOfMemory());
        // The next attempt begins with a clean count.
        start(2, limited(limits, "kill -9 $$"));
        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Status(137));
    }

    @Test
    void theProcessorLimitIsSet() {
        assumeTrue(Drivers.DETECTED.cpu().isPresent(), "this account may not limit processor time here");
        Limits limits = new Limits(OptionalLong.empty(), OptionalLong.of(500));
        StartResult result = start(1, limited(limits, "cat /proc/self/cgroup; exec sleep 1000"));
        assertThat(((StartResult.Started) result).warnings()).isEmpty();
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isNotEmpty();
        }
    }

    @Test
    void whoClearedItsEnvironmentAndLeftTheSessionIsKilledToo() throws Exception {
        shell(1, "env -i setsid sh -c 'echo $$; exec sleep 1077' & wait");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long escaped = Long.parseLong(log.next());
            driver.kill(attempt(1));
            awaitEnd(1);
            assertThat(isRunning(escaped)).isFalse();
        }
    }

    @Test
    void nothingIsLeftOfARemovedSlot() throws Exception {
        shell(1, "exit 0");
        awaitEnd(1);
        String home = new Home(home()).id();
        driver.remove(SLOT);
        driver.close();
        Path root = Drivers.DETECTED.tracking().orElseThrow();
        assertThat(root.resolve("tireless").resolve(home)).doesNotExist();
    }
}
