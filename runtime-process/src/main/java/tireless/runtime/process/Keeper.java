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
import tireless.linux.Pipe;
import tireless.linux.Spawn;
import tireless.linux.SystemCallException;

/**
 * A keeper that runs and waits for its order. It ends by itself when this end of its pipes is closed without one, or when this
 * process is killed.
 */
final class Keeper implements AutoCloseable {
    private static final int LONGEST_NEWS = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SHELL = "/bin/sh";

    private final Pipe orders;
    private final Pipe words;

    private Keeper(Pipe orders, Pipe words) {
        this.orders = orders;
        this.words = words;
    }

    /** @throws IOException if none was started */
    static Keeper start(String script, Reaper reaper) throws IOException {
        Pipe orders = Pipe.open();
        try {
            Pipe words = Pipe.open();
            try {
                reaper.takeOn(new Spawn(List.of(SHELL, script), orders.reading(), words.writing()).start());
            } catch (IOException failure) {
                words.close();
                throw failure;
            }
            orders.reading().close();
            words.writing().close();
            return new Keeper(orders, words);
        } catch (IOException failure) {
            orders.close();
            throw failure;
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

        /** It lives and says nothing. */
        record Late() implements News {}
    }

    /**
     * Gives it its only order, and waits until the command is about to run.
     *
     * @throws IOException if it was not ordered
     */
    News order(KeeperOrder order, EventLoop loop) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        // Watched before the order is given: after it nothing may fail.
        try (var _ = loop.watch(words.reading(), () -> answer.complete(OpenFile.read(words.reading(), LONGEST_NEWS)))) {
            if (!orders.write(order.script(), PATIENCE)) {
                return new News.Late();
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

    private static News news(CompletableFuture<byte[]> answer) {
        try {
            byte[] bytes = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            String[] words =
                    new String(bytes, StandardCharsets.US_ASCII).strip().split(" ", -1);
            return words.length == 4 ? new News.Running(Long.parseLong(words[2])) : new News.Silent();
        } catch (TimeoutException | NumberFormatException unusual) {
            return new News.Late();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new News.Late();
        }
    }

    @Override
    public void close() {
        orders.close();
        words.close();
    }
}
