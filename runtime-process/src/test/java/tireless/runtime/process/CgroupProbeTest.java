package tireless.runtime.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.ProbeContract;

/** With control groups, as far as this machine lets this account use them. */
class CgroupProbeTest extends ProbeContract {
    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }
}
