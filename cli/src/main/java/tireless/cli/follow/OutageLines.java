package tireless.cli.follow;

import java.io.PrintStream;
import tireless.client.Outages;

/** Says on standard error that the server is away, and that it is back. */
record OutageLines(PrintStream err) implements Outages {
    @Override
    public void lost(String why) {
        err.println("tireless: " + why + "; waiting for the server to come back");
    }

    @Override
    public void back() {
        err.println("tireless: the server is back");
    }
}
