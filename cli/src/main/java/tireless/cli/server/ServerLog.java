package tireless.cli.server;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What the server has to say, a line each with its time. */
final class ServerLog {
    private final PrintStream out;
    private final InstantSource clock;

    ServerLog(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    void say(String line) {
        out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
