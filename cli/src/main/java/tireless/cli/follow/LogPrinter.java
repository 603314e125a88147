package tireless.cli.follow;

import java.io.PrintStream;
import java.util.List;
import tireless.api.LogLine;
import tireless.cli.context.Terminal;
import tireless.client.Logs;

/** Prints lines of replicas as they come, each with its replica in front where there may be several. */
final class LogPrinter implements Logs.Reader {
    private static final String RESET = "\u001b[0m";
    private static final List<String> COLOURS =
            List.of("\u001b[36m", "\u001b[32m", "\u001b[35m", "\u001b[33m", "\u001b[34m", "\u001b[96m", "\u001b[92m");

    private final PrintStream out;
    private final PrintStream err;
    private final OutageLines outages;
    private final boolean colour;
    private final boolean prefix;
    private final Runnable unread;
    private int width;

    /** @param unread what to do when nobody reads the output any more */
    LogPrinter(Terminal terminal, boolean prefix, Runnable unread) {
        this.out = terminal.out();
        this.err = terminal.err();
        this.outages = new OutageLines(err);
        this.colour = terminal.colour();
        this.prefix = prefix;
        this.unread = unread;
    }

    @Override
    public void line(LogLine line) {
        print(line);
        if (out.checkError()) {
            unread.run();
        }
    }

    /** Without a flush: for lines that come all at once. */
    void print(LogLine line) {
        if (line.removed() > 0) {
            out.flush();
            err.println(
                    "tireless: at least %d bytes that %s wrote before this were removed, by `logs.maxSize` or `logs.maxAge`"
                            .formatted(line.removed(), line.replica()));
        }
        if (prefix) {
            out.print(source(line.replica()));
        }
        out.print(line.text());
        out.println(colour ? RESET : "");
    }

    private String source(String replica) {
        width = Math.max(width, replica.length());
        String source = replica + " ".repeat(width - replica.length()) + " | ";
        return colour ? COLOURS.get(Math.floorMod(replica.hashCode(), COLOURS.size())) + source + RESET : source;
    }

    @Override
    public void lost(String why) {
        outages.lost(why);
    }

    @Override
    public void back() {
        outages.back();
    }
}
