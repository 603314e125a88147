package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeListener;
import tireless.throughput.Notification;

/** Keeps what a driver tells, for a test that waits for it. Safe for use by many threads. */
public final class RuntimeNews implements RuntimeListener {
    /** Long enough for a machine under load; a test that passes never waits that long. */
    public static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<AttemptId> ended = new LinkedBlockingQueue<>();
    private final BlockingQueue<Notification> notified = new LinkedBlockingQueue<>();
    private final BlockingQueue<Notice> noticed = new LinkedBlockingQueue<>();

    @Override
    public void ended(AttemptId attempt) {
        ended.add(attempt);
    }

    @Override
    public void notified(SlotId slot, Notification notification) {
        notified.add(notification);
    }

    @Override
    public void noticed(AttemptId attempt, Notice notice) {
        noticed.add(notice);
    }

    /** The next attempt that ended. */
    public AttemptId nextEnd() {
        return next(ended);
    }

    /** The next notification. */
    public Notification nextNotification() {
        return next(notified);
    }

    /** The next thing that the driver noticed of an attempt that goes on. */
    public Notice nextNotice() {
        return next(noticed);
    }

    /** Whether something was noticed that nobody asked for. */
    public boolean hasMoreNotices() {
        return !noticed.isEmpty();
    }

    /** Whether an end was told that nobody asked for. */
    public boolean hasMoreEnds() {
        return !ended.isEmpty();
    }

    /** The next of a queue, within the time a test waits. */
    static <T> T next(BlockingQueue<T> queue) {
        try {
            @Nullable T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(next).as("came within %d s", PATIENCE_SECONDS).isNotNull();
            return Objects.requireNonNull(next);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
