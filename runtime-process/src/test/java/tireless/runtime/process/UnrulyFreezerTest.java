package tireless.runtime.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.UnrulyWorkerContract;

/** With control groups of version 1 alone, which can not kill at one word. */
class UnrulyFreezerTest extends UnrulyWorkerContract {
    private static final Path FREEZER = Path.of("/sys/fs/cgroup/freezer");

    @BeforeAll
    static void needVersion1() {
        assumeTrue(
                Files.isWritable(FREEZER.resolve("cgroup.procs")), "no freezer of version 1 that this account may use");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        Cgroups version1 = new Cgroups(Optional.of(FREEZER), Optional.empty(), Optional.empty(), Optional.empty());
        return Drivers.open(home, BASE, version1);
    }
}
