package tireless.runtime.process.provision;

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
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.throughput.Notification;

/** Reads, from time to time, the metrics that replicas show at their port, and tells what they count. One thread, virtual, for each. */
final class MetricsWatch implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 2_000;
    private static final int MOST_BYTES = 4 << 20;

    private final Duration period;
    private final BiConsumer<SlotId, Notification> told;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    /** The newest attempt of each slot. */
    private final Map<SlotId, AttemptId> watched = new HashMap<>();

    private boolean closed;

    /** @param told of the numbers of a slot, on a thread of this watch */
    MetricsWatch(Duration period, BiConsumer<SlotId, Notification> told) {
        this.period = period;
        this.told = told;
    }

    /** Looks at an attempt from now on; harmless if it has no such port. */
    void begin(AttemptId attempt, AttemptPlace place) throws IOException {
        OptionalInt port = MetricPort.of(place);
        if (port.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            AttemptId before = watched.put(attempt.slot(), attempt);
            if (!closed && !attempt.equals(before)) {
                Thread.ofVirtual().name("metrics of " + attempt).start(() -> run(attempt, port.getAsInt()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more at the slot's attempts up to this one. */
    void end(AttemptId last) {
        lock.lock();
        try {
            watched.computeIfPresent(last.slot(), (_, attempt) -> attempt.number() <= last.number() ? null : attempt);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run(AttemptId attempt, int port) {
        while (await(attempt)) {
            read(port).flatMap(BentoMetrics::numbers).ifPresent(numbers -> tell(attempt, numbers));
        }
    }

    private void tell(AttemptId attempt, Notification.Numbers numbers) {
        if (isWatched(attempt)) {
            told.accept(
                    attempt.slot(),
                    new Notification(false, Optional.empty(), false, Optional.empty(), numbers, Optional.empty()));
        }
    }

    private boolean await(AttemptId attempt) {
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

    /** What is shown at the port; nothing where nobody answers, as while the replica starts. */
    private static Optional<String> read(int port) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:%d/metrics".formatted(port))
                    .toURL()
                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
            }
        } catch (IOException silent) {
            return Optional.empty();
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
