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
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.FollowedLog;

/** With control groups, as far as this machine lets this account use them. */
class OtherAccountCgroupTest extends OtherAccountTest {
    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    @Test
    void whoClearedItsEnvironmentAndLeftTheSessionIsKilledToo() {
        started(1, as("nobody", "env -i setsid -f sh -c 'echo ready; exec sleep 1000'; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("ready");
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).leftovers()).isEqualTo(1);
    }

    @Test
    void overItsMemoryLimitItIsKilledAndTheCauseIsKnown() {
        assumeTrue(Drivers.DETECTED.memory().isPresent(), "this account may not limit memory here");
        RunSpec plain = as("nobody", "exec dd if=/dev/zero of=/dev/null bs=100M count=1");
        started(
                1,
                new RunSpec(
                        plain.command(),
                        plain.workingDirectory(),
                        plain.environment(),
                        new Limits(OptionalLong.of(32 << 20), OptionalLong.empty()),
                        plain.stop(),
                        plain.confinement(),
                        plain.provisions(),
                        plain.image()));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.OutOfMemory());
    }
}
