package tireless.runtime.process;

import java.nio.file.Path;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.ProcessStateContract;

/** Without control groups. */
class ProcessStateTest extends ProcessStateContract {
    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }
}
