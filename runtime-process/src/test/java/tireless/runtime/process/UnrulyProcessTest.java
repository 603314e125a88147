package tireless.runtime.process;

import java.nio.file.Path;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.UnrulyWorkerContract;

/** Without control groups. */
class UnrulyProcessTest extends UnrulyWorkerContract {
    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }
}
