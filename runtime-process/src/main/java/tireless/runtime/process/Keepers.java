package tireless.runtime.process;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import tireless.linux.AtomicFile;
import tireless.linux.EventLoop;
import tireless.linux.ProcessStat;

/**
 * Has keepers carry out orders. One is kept waiting for the next, because a shell needs a millisecond before it can do anything, and
 * the kernel may need ten to let it into its control groups; a few, where several were wanted at once before. Safe for use by many threads.
 */
final class Keepers implements AutoCloseable {
    private static final String SCRIPT = "keeper-";
    private static final String SCRIPT_END = ".sh";

    /** Each costs two shells as long as the server lives. */
    private static final int MOST_WAITING = 4;

    private final Path home;
    private final EventLoop loop;
    private final Reaper reaper;
    private final Leaves leaves;
    private final String script;
    private final Queue<Keeper> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private boolean closed;

    /** Writes the keeper's script into the home, if this version of it is not there yet. */
    Keepers(Path home, EventLoop loop, Reaper reaper, Leaves leaves) throws IOException {
        this.home = home;
        this.loop = loop;
        this.reaper = reaper;
        this.leaves = leaves;
        this.script = install(home, "keeper").toString();
    }

    /** Writes a script into the home, if this version of it is not there yet. */
    static Path install(Path home, String name) throws IOException {
        byte[] script;
        try (InputStream resource = Keepers.class.getResourceAsStream(name + ".sh")) {
            if (resource == null) {
                throw new IOException("the script of the %s is missing from this installation".formatted(name));
            }
            script = resource.readAllBytes();
        }
        Path file = home.resolve(name + "-" + Home.hash(new String(script, StandardCharsets.UTF_8)) + SCRIPT_END);
        if (!Files.exists(file)) {
            // An empty one would be taken for it, at every start after a crash of the machine.
            AtomicFile.writeDurably(file, script);
        }
        return file;
    }

    /**
     * The keeper that waits, or another one if none does; to be ordered or dismissed.
     *
     * @throws IOException if none could be started
     */
    Keeper take() throws IOException {
        for (Keeper ready = waiting.poll(); ready != null; ready = waiting.poll()) {
            if (ready.lives()) {
                return ready;
            }
            // It was killed while it waited; its child ends by the end of its orders.
            dismiss(ready);
        }
        wanted.updateAndGet(before -> Math.min(MOST_WAITING, before + 1));
        return start(leaves.make());
    }

    private Keeper start(Leaves.Blank blank) throws IOException {
        try {
            return Keeper.start(script, reaper, blank);
        } catch (IOException failure) {
            leaves.discard(blank);
            throw failure;
        }
    }

    /** Ends a keeper that was taken and has no order, with the leaf that it has. */
    void dismiss(Keeper keeper) throws IOException {
        try {
            keeper.dismiss();
        } finally {
            leaves.discard(keeper.blank());
        }
    }

    /**
     * Gives the order to a keeper that was taken, and waits until the command is about to run.
     *
     * @throws IOException if nothing was started
     */
    Keeper.News order(KeeperOrder order, Keeper keeper) throws IOException {
        Keeper.News news = give(order, keeper);
        // It was killed in this moment: another one in the same leaf, which the attempt's record names.
        return news instanceof Keeper.News.Gone ? give(order, Keeper.start(script, reaper, keeper.blank())) : news;
    }

    private Keeper.News give(KeeperOrder order, Keeper keeper) throws IOException {
        Keeper.News news = new Keeper.News.Silent();
        try {
            news = keeper.order(order, loop);
            return news;
        } finally {
            if (!(news instanceof Keeper.News.Late)) {
                keeper.close();
            }
        }
    }

    /**
     * Kills the keepers that an earlier process left behind and that have no attempt which may live: where a signal has stopped them,
     * they do not see that nobody will ever order anything. No attempt may be unclaimed.
     *
     * @param claimed the keepers that have one
     */
    void endStrays(ProcessSnapshot processes, Set<ProcessIdentity> claimed) throws IOException {
        Set<Long> known = claimed.stream().map(ProcessIdentity::pid).collect(Collectors.toSet());
        List<ProcessStat> strays = new ArrayList<>();
        for (ProcessStat process : processes.processes()) {
            if (process.isStopped() && !known.contains(process.session()) && isKeeper(process.pid())) {
                strays.add(process);
            }
        }
        Culling.strikeAll(strays);
    }

    /** Of this home, whatever version of this program has started it. */
    private boolean isKeeper(long pid) throws IOException {
        String[] words = commandLine(pid).split("\0", -1);
        return words.length == 3
                && words[0].equals(Keeper.SHELL)
                && words[1].startsWith(home.resolve(SCRIPT).toString())
                && words[1].endsWith(SCRIPT_END);
    }

    private static String commandLine(long pid) throws IOException {
        try (FileInputStream file = new FileInputStream("/proc/" + pid + "/cmdline")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (FileNotFoundException goneOrForeign) {
            return "";
        }
    }

    /** Has keepers wait for the next orders. */
    synchronized void prepare() throws IOException {
        while (!closed && waiting.size() < wanted.get()) {
            waiting.add(start(leaves.make()));
        }
    }

    /** Ends those that wait. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Keeper last = waiting.poll(); last != null; last = waiting.poll()) {
            try {
                dismiss(last);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
