package tireless.testing.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import tireless.runtime.LogLine;
import tireless.runtime.LogStart;
import tireless.runtime.SlotLog;
import tireless.runtime.Unread;

/** Follows a log from its beginning, for a test that waits for its lines. */
public final class FollowedLog implements AutoCloseable {
    private final BlockingQueue<LogLine> lines = new LinkedBlockingQueue<>();
    private final SlotLog.Following following;

    public FollowedLog(SlotLog log) {
        this(log, Integer.MAX_VALUE);
    }

    /** From the last {@code back} lines on. */
    public FollowedLog(SlotLog log, int back) {
        this(log, LogStart.last(back));
    }

    /** From a start on. */
    public FollowedLog(SlotLog log, LogStart start) {
        this(reader -> log.follow(start, reader));
    }

    private FollowedLog(Function<Consumer<LogLine>, SlotLog.Following> follow) {
        following = follow.apply(lines::add);
    }

    /** From the first line of an attempt on. */
    public static FollowedLog from(int attempt, SlotLog log) {
        return new FollowedLog(reader -> log.follow(new LogStart.Attempt(attempt), reader));
    }

    /** The next line; waits for it. */
    public LogLine nextLine() {
        return RuntimeNews.next(lines);
    }

    /** The text of the next line; waits for it. */
    public String next() {
        return nextLine().text();
    }

    /** Whether a line came that nobody asked for. */
    public boolean hasMore() {
        return !lines.isEmpty();
    }

    /** Waits until all that is written has come, or as much of it as {@code patience} allows; what was left out. */
    public Optional<Unread> drain(Duration patience) {
        return following.drain(patience);
    }

    @Override
    public void close() {
        following.close();
    }
}
