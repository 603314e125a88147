package tireless.runtime.process;

import java.nio.file.Path;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.ProcessContract;

/** Without control groups. */
class ProcessDriverTest extends ProcessContract {
    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }
}
