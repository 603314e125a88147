package tireless.runtime.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import tireless.linux.BootClock;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.log.LogSettings;
import tireless.runtime.process.provision.Supply;

/** Drivers for tests. */
final class Drivers {
    /** What this machine lets this account do. */
    static final Cgroups DETECTED = Cgroups.detect();

    private Drivers() {}

    /** Listening is seen soon. */
    static final Duration SOON = Duration.ofMillis(50);

    static RuntimeDriver open(Path home, Map<String, String> base, Cgroups cgroups) {
        return open(home, base, cgroups, LogLimits.DEFAULT);
    }

    static RuntimeDriver open(Path home, Map<String, String> base, Cgroups cgroups, LogLimits limits) {
        return open(home, base, cgroups, limits, Supply.NONE);
    }

    static RuntimeDriver open(Path home, Map<String, String> base, Cgroups cgroups, LogLimits limits, Supply supply) {
        // Temporary folders of tests are too deep for a socket's path.
        Path sockets = Path.of("/tmp/tireless-test-" + ProcessHandle.current().pid());
        sockets.toFile().deleteOnExit();
        LogSettings logs = new LogSettings(limits, home.resolveSibling("libraries"));
        return new ProcessDriver(home, new BootClock(), logs, base, sockets, cgroups, SOON, supply);
    }
}
