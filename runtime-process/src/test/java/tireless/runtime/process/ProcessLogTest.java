package tireless.runtime.process;

import java.nio.file.Path;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.SlotLogContract;

/** Without control groups. */
class ProcessLogTest extends SlotLogContract {
    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }
}
