package tireless.cli.server;

import java.nio.file.Path;
import tireless.runtime.process.Cgroups;

/** The unit by which systemd keeps a server (systemd.service(5)). */
final class SystemdUnit {
    static final String NAME = "tireless.service";

    private SystemdUnit() {}

    /**
     * The text of the unit.
     *
     * @param launcher the command {@code tireless}, absolute
     * @param home the folder of the server's state
     * @param system whether it is for the whole machine, not for one user
     */
    static String text(Path launcher, Path home, String path, boolean system) {
        return """
                [Unit]
                Description=Tireless: keeps Workers running
                After=network.target
                # However often the start fails, it is tried again.
                StartLimitIntervalSec=0

                [Service]
                Type=notify
                NotifyAccess=all
                Environment="TIRELESS_HOME=%s" "TIRELESS_BUILD=never" "PATH=%s"
                ExecStart="%s" server start --foreground
                Restart=always
                RestartSec=200ms
                # The server alone is stopped: its workers go on, and the next server takes them over.
                KillMode=process
                # Each replica gets a control group of its own below this one, and the server another: none can be limited beside it.
                Delegate=yes
                # Not known before systemd 254, where a server of a user limits nothing.
                DelegateSubgroup=%s
                UMask=0077

                [Install]
                WantedBy=%s
                """.formatted(
                        escaped(home.toString()),
                        escaped(path),
                        escaped(launcher.toString()).replace("$", "$$"),
                        Cgroups.SERVER,
                        system ? "multi-user.target" : "default.target");
    }

    /** Percent signs mean something to systemd, and in a command dollars; quotes and backslashes end or change a quoted word. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%");
    }

    /**
     * Where units of this kind belong.
     *
     * @param configuration the folder of Tireless's configuration; systemd's is beside it
     */
    static Path folder(Path configuration, boolean system) {
        return system ? Path.of("/etc/systemd/system") : configuration.resolveSibling("systemd/user");
    }
}
