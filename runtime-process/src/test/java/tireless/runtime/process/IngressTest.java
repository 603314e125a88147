package tireless.runtime.process;

import java.nio.file.Path;
import tireless.runtime.RuntimeDriver;

/** Without control groups. */
class IngressTest extends IngressContract {
    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }
}
