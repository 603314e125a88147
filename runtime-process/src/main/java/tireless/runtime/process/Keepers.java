package tireless.runtime.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tireless.linux.EventLoop;

/**
 * Has keepers carry out orders. One is kept waiting for the next, because a shell needs a millisecond before it can do anything. Safe
 * for use by many threads.
 */
final class Keepers implements AutoCloseable {
    private final EventLoop loop;
    private final Reaper reaper;
    private final String script;
    private final AtomicReference<@Nullable Keeper> waiting = new AtomicReference<>();
    private boolean closed;

    /** Writes the keeper's script into the home, if this version of it is not there yet. */
    Keepers(Path home, EventLoop loop, Reaper reaper) throws IOException {
        this.loop = loop;
        this.reaper = reaper;
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
        Path file = home.resolve(name + "-" + Home.hash(new String(script, StandardCharsets.UTF_8)) + ".sh");
        if (!Files.exists(file)) {
            Path written = Files.createTempFile(home, name, ".tmp", Home.PRIVATE_FILE);
            Files.write(written, script);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    /**
     * Gives the order to a keeper, and waits until the command is about to run.
     *
     * @throws IOException if nothing was started
     */
    Keeper.News order(KeeperOrder order) throws IOException {
        Keeper ready = waiting.getAndSet(null);
        Keeper.News news = ready == null ? new Keeper.News.Gone() : order(order, ready);
        if (news instanceof Keeper.News.Gone) {
            // None waited, or what waited was killed meanwhile.
            news = order(order, Keeper.start(script, reaper));
        }
        return news;
    }

    private Keeper.News order(KeeperOrder order, Keeper keeper) throws IOException {
        try (keeper) {
            return keeper.order(order, loop);
        }
    }

    /** Has a keeper wait for the next order. */
    synchronized void prepare() throws IOException {
        if (!closed && waiting.get() == null) {
            waiting.set(Keeper.start(script, reaper));
        }
    }

    /** Ends the one that waits. */
    @Override
    public synchronized void close() {
        closed = true;
        Keeper last = waiting.getAndSet(null);
        if (last != null) {
            last.close();
        }
    }
}
