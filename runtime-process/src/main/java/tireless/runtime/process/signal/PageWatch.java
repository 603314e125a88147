package tireless.runtime.process.signal;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Function;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.model.TirelessException;
import tireless.throughput.Notification;

/** Reads, from time to time, the metrics that replicas show at a port of loopback, and tells what they count. One thread, virtual, for each. */
public final class PageWatch implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final int LOOKS_IN_VAIN = 15;
    private static final Duration TIME_IN_VAIN = Duration.ofSeconds(10);

    private final BiConsumer<SlotId, Notification> told;
    private final BiConsumer<AttemptId, String> warned;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** The newest attempt of each slot. */
    private final Map<SlotId, AttemptId> watched = new HashMap<>();

    private boolean closed;

    /**
     * Where a page is.
     *
     * @param path with a slash at its begin
     */
    public record Page(int port, String path, Duration period) {}

    /**
     * @param told of the numbers of a slot, on a thread of this watch
     * @param warned of a page that can not be read, once for each attempt, on such a thread
     */
    public PageWatch(BiConsumer<SlotId, Notification> told, BiConsumer<AttemptId, String> warned) {
        this.told = told;
        this.warned = warned;
    }

    /** What a look at a page gave. */
    private sealed interface Look {
        record Shown(String text) implements Look {}

        /** Nobody answers, as while the replica starts. */
        record Silent(String why) implements Look {}

        /** A part of it says nothing of the whole. */
        record TooLong() implements Look {}
    }

    /**
     * Looks at an attempt from now on.
     *
     * @param numbers what a page says; empty if it says nothing that is known. Called on one thread for each attempt
     */
    public void begin(AttemptId attempt, Page page, Function<String, Optional<Notification.Numbers>> numbers) {
        lock.lock();
        try {
            AttemptId before = watched.put(attempt.slot(), attempt);
            if (!closed && !attempt.equals(before)) {
                Thread.ofVirtual().name("metrics of " + attempt).start(() -> run(attempt, page, numbers));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more at the slot's attempts up to this one. */
    public void end(AttemptId last) {
        lock.lock();
        try {
            watched.computeIfPresent(last.slot(), (_, attempt) -> attempt.number() <= last.number() ? null : attempt);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run(AttemptId attempt, Page page, Function<String, Optional<Notification.Numbers>> numbers) {
        boolean warnedOf = false;
        int inVain = 0;
        while (await(attempt, page.period())) {
            Look look = read(page);
            Optional<String> flaw = switch (look) {
                case Look.Shown(String text) -> {
                    Optional<Notification.Numbers> read = numbers.apply(text);
                    read.ifPresent(known -> tell(attempt, known));
                    yield read.isPresent()
                            ? Optional.empty()
                            : Optional.of("has none of the metrics that are looked for");
                }
                case Look.Silent(String why) -> Optional.of("can not be read: " + why);
                case Look.TooLong() -> Optional.of("is longer than %d MiB and is not read".formatted(MOST_BYTES >> 20));
            };
            inVain = flaw.isEmpty() ? 0 : inVain + 1;
            boolean lasting = look instanceof Look.TooLong || isLong(inVain, page);
            if (flaw.isPresent() && lasting && !warnedOf && isWatched(attempt)) {
                warnedOf = true;
                warned.accept(
                        attempt,
                        "its page of metrics at port %d %s: what it counts is unknown"
                                .formatted(page.port(), flaw.get()));
            }
        }
    }

    /** A replica may take its time to start, and be busy now and then. */
    private static boolean isLong(int looks, Page page) {
        return looks >= LOOKS_IN_VAIN && page.period().multipliedBy(looks).compareTo(TIME_IN_VAIN) >= 0;
    }

    private void tell(AttemptId attempt, Notification.Numbers numbers) {
        if (isWatched(attempt)) {
            told.accept(attempt.slot(), Notification.of(numbers, Notification.Origin.LOOKED_FOR));
        }
    }

    private boolean await(AttemptId attempt, Duration period) {
        lock.lock();
        try {
            long left = period.toNanos();
            while (!closed && attempt.equals(watched.get(attempt.slot())) && left > 0) {
                left = news.awaitNanos(left);
            }
            return !closed && attempt.equals(watched.get(attempt.slot()));
        } catch (InterruptedException closing) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWatched(AttemptId attempt) {
        lock.lock();
        try {
            return !closed && attempt.equals(watched.get(attempt.slot()));
        } finally {
            lock.unlock();
        }
    }

    private static Look read(Page page) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:%d%s".formatted(page.port(), page.path()))
                            .toURL()
                            .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try (InputStream in = connection.getInputStream()) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                return bytes.length > MOST_BYTES
                        ? new Look.TooLong()
                        : new Look.Shown(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException silent) {
            return new Look.Silent(TirelessException.reason(silent));
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
