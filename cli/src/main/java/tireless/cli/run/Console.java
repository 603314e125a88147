package tireless.cli.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import tireless.engine.ReplicaLine;

/**
 * The one writer to the terminal: lines of replicas and of Tireless itself, merged, each with its source in front. A terminal that
 * does not read holds back the logs alone; they are files, and wait. Safe for use by many threads.
 */
final class Console implements AutoCloseable {
    /** What is written in front of what Tireless says itself. */
    private static final String SELF = "tireless";

    private static final String RESET = "\u001b[0m";
    private static final String DIM = "\u001b[2m";
    private static final List<String> COLOURS =
            List.of("\u001b[36m", "\u001b[32m", "\u001b[35m", "\u001b[33m", "\u001b[34m", "\u001b[96m", "\u001b[92m");
    private static final int LOG_LINES_AHEAD = 4096;

    private record Entry(String source, String text, boolean log) {}

    private static final Entry END = new Entry("", "", false);

    private final PrintStream out;
    private final boolean colour;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(LOG_LINES_AHEAD);
    private final Thread writer;
    private volatile int width;

    /** @param out buffered and not flushed by itself */
    Console(PrintStream out, boolean colour, int width) {
        this.out = out;
        this.colour = colour;
        this.width = Math.max(width, SELF.length());
        this.writer = Thread.ofPlatform().name("console").daemon().start(this::write);
    }

    /** Says something in the name of Tireless; never waits. */
    void say(String text) {
        entries.add(new Entry(SELF, text, false));
    }

    /** Passes on a line of a replica; waits while the terminal is far behind. */
    void log(ReplicaLine line) {
        room.acquireUninterruptibly();
        entries.add(new Entry(line.replica(), line.text(), true));
    }

    /** Writes everything that was said so far, then ends. */
    @Override
    public void close() {
        entries.add(END);
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        while (true) {
            try {
                batch.add(entries.take());
            } catch (InterruptedException e) {
                return;
            }
            entries.drainTo(batch);
            for (Entry entry : batch) {
                if (entry.equals(END)) {
                    out.flush();
                    return;
                }
                out.println(line(entry));
                if (entry.log()) {
                    room.release();
                }
            }
            out.flush();
            batch.clear();
        }
    }

    private String line(Entry entry) {
        width = Math.max(width, entry.source().length());
        String source = entry.source() + " ".repeat(width - entry.source().length());
        if (!colour) {
            return source + " | " + entry.text();
        }
        String tint = entry.log() ? COLOURS.get(Math.floorMod(entry.source().hashCode(), COLOURS.size())) : DIM;
        return tint + source + " | " + RESET + entry.text() + RESET;
    }
}
