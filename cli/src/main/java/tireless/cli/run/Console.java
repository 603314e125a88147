package tireless.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import tireless.cli.context.Terminal;
import tireless.engine.ReplicaLine;
import tireless.model.Plural;

/**
 * The one writer to the terminal: lines of replicas and of Tireless itself, merged, each with its source in front. A terminal that
 * does not read holds back the logs alone; they are files, and wait, until the run ends: that waits for no reader. Safe for use by
 * many threads.
 */
final class Console implements AutoCloseable {
    /** What is written in front of what Tireless says itself. */
    private static final String SELF = "tireless";

    private static final String RESET = "\u001b[0m";
    private static final String DIM = "\u001b[2m";
    private static final List<String> COLOURS =
            List.of("\u001b[36m", "\u001b[32m", "\u001b[35m", "\u001b[33m", "\u001b[34m", "\u001b[96m", "\u001b[92m");
    private static final int LOG_LINES_AHEAD = 4096;

    /** More than there can be replicas. */
    private static final int WAITING_AT_MOST = 1 << 20;

    /** How long the terminal may take for what is left to write, unless {@link #hurry} said so. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long it may take for what Tireless itself said last. */
    private static final Duration LAST_WORDS = Duration.ofMillis(500);

    private record Entry(String source, Supplier<String> text, boolean log) {}

    private static final Entry END = new Entry("", () -> "", false);

    private final Terminal terminal;
    private final Path logs;
    private final LinkedBlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(LOG_LINES_AHEAD);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread writer;
    private volatile boolean ending;
    private volatile boolean late;
    private volatile int width;
    private long lateAt;

    /** @param logs the folder of what all replicas wrote; named where something is not shown */
    Console(Terminal terminal, int width, Path logs) {
        this.terminal = terminal;
        this.logs = logs;
        this.width = Math.max(width, SELF.length());
        this.writer = Thread.ofPlatform().name("console").daemon().start(this::write);
    }

    /** Says something in the name of Tireless; never waits. */
    void say(String text) {
        say(() -> text);
    }

    /** The same, put into words by the thread that writes: who has it said goes on at once. */
    void say(Supplier<String> text) {
        entries.add(new Entry(SELF, text, false));
    }

    /** Passes on a line of a replica; waits while the terminal is far behind. */
    void log(ReplicaLine line) {
        if (!late) {
            room.acquireUninterruptibly();
        }
        if (late) {
            leftOut.incrementAndGet();
        } else {
            if (line.removed() > 0) {
                say(() -> "at least %d bytes that %s wrote before this were removed, to keep its log within its limits"
                        .formatted(line.removed(), line.replica()));
            }
            entries.add(new Entry(line.replica(), line::text, true));
        }
    }

    /** The run is told to end. Its reader may have been told as well: that nobody reads any more is no news from now on. */
    void ending() {
        ending = true;
    }

    /** The end is near: lines of replicas that are not written within {@code limit} are left out, and nobody waits any more. */
    void hurry(Duration limit) {
        lateAt = System.nanoTime() + limit.toNanos();
        CompletableFuture.delayedExecutor(limit.toNanos(), TimeUnit.NANOSECONDS).execute(this::beLate);
    }

    private void beLate() {
        late = true;
        room.release(WAITING_AT_MOST);
    }

    /** Writes what was said so far, then ends; what the terminal does not take in moments is lost. */
    @Override
    public void close() {
        entries.add(END);
        Duration left = lateAt == 0 ? PATIENCE : Duration.ofNanos(lateAt - System.nanoTime());
        try {
            if (writer.join(left)) {
                return;
            }
            beLate();
            if (!writer.join(LAST_WORDS)) {
                tellElsewhere("the output is read too slowly or not at all, and its end was not shown; the logs are in "
                                + logs)
                        .join(LAST_WORDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On a thread of its own: what does not take the output may not take this either. */
    private Thread tellElsewhere(String text) {
        return Thread.ofPlatform()
                .name("last words")
                .daemon()
                .start(() -> terminal.err().println(SELF + ": " + text));
    }

    private void write() {
        List<Entry> batch = new ArrayList<>();
        boolean broken = false;
        while (true) {
            try {
                batch.add(entries.take());
            } catch (InterruptedException e) {
                return;
            }
            entries.drainTo(batch);
            for (Entry entry : batch) {
                if (entry.equals(END)) {
                    end();
                    return;
                }
                write(entry);
            }
            batch.clear();
            // Flushes as well. What went wrong once may go well again: a full disk is given room.
            if (terminal.out().checkError() && !broken && !ending) {
                broken = true;
                terminal.err()
                        .println(SELF + ": the output can not be written any more; the workers go on until this run"
                                + " is ended, and their logs are in " + logs);
            }
        }
    }

    private void write(Entry entry) {
        try {
            if (entry.log() && late) {
                leftOut.incrementAndGet();
            } else {
                terminal.out().println(line(entry));
            }
        } catch (RuntimeException defect) {
            // One line that can not be worded must not silence all others.
            terminal.err().println(SELF + ": a line can not be shown: " + defect);
        } finally {
            if (entry.log()) {
                room.release();
            }
        }
    }

    private void end() {
        if (leftOut.get() > 0) {
            String text = "%s not shown: the output is read too slowly; the logs are in %s"
                    .formatted(Plural.are(leftOut.get(), "line"), logs);
            write(new Entry(SELF, () -> text, false));
        }
        terminal.out().flush();
    }

    private String line(Entry entry) {
        width = Math.max(width, entry.source().length());
        String source = entry.source() + " ".repeat(width - entry.source().length());
        if (!terminal.colour()) {
            return source + " | " + entry.text().get();
        }
        String tint = entry.log() ? COLOURS.get(Math.floorMod(entry.source().hashCode(), COLOURS.size())) : DIM;
        return tint + source + " | " + RESET + entry.text().get() + RESET;
    }
}
