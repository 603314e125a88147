package tireless.cli.server;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a server says to systemd when that started it (sd_notify(3)). */
final class Systemd {
    static final String NAME = "systemd";

    private Systemd() {}

    /** Says that the server answers; nothing where no systemd waits for that. */
    static void ready(Map<String, String> environment, ServerLog log) throws InterruptedException {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return;
        }
        try {
            // The JDK has no datagrams of Unix; the program is there wherever systemd is.
            Process told = new ProcessBuilder("systemd-notify", "--ready")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (!told.waitFor(10, TimeUnit.SECONDS) || told.exitValue() != 0) {
                log.say("systemd-notify --ready failed");
            }
        } catch (IOException e) {
            log.say("cannot tell systemd that the server is ready: " + e.getMessage());
        }
    }
}
