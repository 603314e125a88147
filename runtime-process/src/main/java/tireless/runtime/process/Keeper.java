package tireless.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tireless.linux.Errno;
import tireless.linux.EventLoop;
import tireless.linux.OpenFile;
import tireless.linux.Pidfd;
import tireless.linux.Pipe;
import tireless.linux.ProcessGroup;
import tireless.linux.Spawn;
import tireless.linux.SystemCallException;
import tireless.model.Signal;

/**
 * A keeper that runs and waits for its order, with a child that will become the command; both are in their control groups, or on the way
 * there. They end by themselves when this end of their pipes is closed without an order, or when this process is killed.
 */
final class Keeper implements AutoCloseable {
    private static final int LONGEST_NEWS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(1);
    static final String SHELL = "/bin/sh";

    private final Pipe orders;
    private final Pipe words;
    private final long pid;
    private final Pidfd process;
    private final Leaves.Blank blank;

    private Keeper(Pipe orders, Pipe words, long pid, Pidfd process, Leaves.Blank blank) {
        this.orders = orders;
        this.words = words;
        this.pid = pid;
        this.process = process;
        this.blank = blank;
    }

    /**
     * Starts one for an attempt in this leaf.
     *
     * @throws IOException if none was started
     */
    static Keeper start(String script, Reaper reaper, Leaves.Blank blank) throws IOException {
        Pipe orders = Pipe.open();
        try {
            Pipe words = Pipe.open();
            try {
                // There is room for it in an empty pipe.
                orders.write(KeeperOrder.place(blank.leaf()), PATIENCE);
                long pid = new Spawn(List.of(SHELL, script), orders.reading(), words.writing()).start();
                orders.reading().close();
                words.writing().close();
                return new Keeper(orders, words, pid, takeHold(pid, reaper), blank);
            } catch (IOException failure) {
                words.close();
                throw failure;
            }
        } catch (IOException failure) {
            orders.close();
            throw failure;
        }
    }

    private static Pidfd takeHold(long pid, Reaper reaper) throws IOException {
        try {
            return Pidfd.open(pid).orElseThrow(() -> new IOException("its keeper is not there"));
        } finally {
            // Not before: a child that nobody reaps keeps its number.
            reaper.takeOn(pid);
        }
    }

    /** What a keeper did with its order. */
    sealed interface News {
        /** Its command is about to run. */
        record Running(long pid) implements News {}

        /** It was over before it could know all of its order: nothing ran. */
        record Gone() implements News {}

        /** It ended, or was ended, without a word. */
        record Silent() implements News {}

        /**
         * It lives and says nothing.
         *
         * @param keeper to be closed by who is told
         */
        record Late(Keeper keeper) implements News {}
    }

    /**
     * Gives it its only order, and waits until the command is about to run.
     *
     * @throws IOException if it was not ordered
     */
    News order(KeeperOrder order, EventLoop loop) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        // Watched before the order is given: after it nothing may fail.
        resume();
        try (var _ = loop.watch(words.reading(), () -> answer.complete(OpenFile.read(words.reading(), LONGEST_NEWS)))) {
            if (!orders.write(order.script(), PATIENCE)) {
                return new News.Late(this);
            }
            orders.close();
            return news(answer);
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.PIPE) {
                return new News.Gone();
            }
            throw failure;
        }
    }

    private News news(CompletableFuture<byte[]> answer) throws IOException {
        for (Duration waited = Duration.ZERO; waited.compareTo(PATIENCE) < 0; waited = waited.plus(LOOK)) {
            try {
                byte[] bytes = answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                String[] said =
                        new String(bytes, StandardCharsets.US_ASCII).strip().split(" ", -1);
                return said.length == 4 ? new News.Running(Long.parseLong(said[2])) : new News.Silent();
            } catch (TimeoutException notYet) {
                resume();
            } catch (NumberFormatException unusual) {
                return new News.Late(this);
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return new News.Late(this);
            }
        }
        return new News.Late(this);
    }

    /** The leaf that its attempt will have. */
    Leaves.Blank blank() {
        return blank;
    }

    /** Whether it is not over. */
    boolean lives() throws IOException {
        return !process.awaitEnd(Duration.ZERO);
    }

    /** Lets it and its child go on should a signal have stopped them. */
    private void resume() throws IOException {
        all(Signal.CONT);
    }

    /** Kills one that will never run anything with its child, also where a signal has stopped them. */
    void kill() throws IOException {
        all(Signal.KILL);
    }

    /** It leads a process group, whose number is its own as long as it lives. */
    private void all(int signal) throws IOException {
        if (lives()) {
            ProcessGroup.send(pid, signal);
        }
    }

    /** Ends one that has no order, and waits until its control groups are free. */
    void dismiss() throws IOException {
        try (this) {
            // Its child reads the end of the orders, and it ends after that.
            orders.close();
            resume();
            if (!process.awaitEnd(LOOK)) {
                kill();
                process.awaitEnd(LOOK);
            }
        }
    }

    @Override
    public void close() {
        orders.close();
        words.close();
        process.close();
    }
}
