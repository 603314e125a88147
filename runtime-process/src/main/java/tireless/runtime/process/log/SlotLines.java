package tireless.runtime.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;
import tireless.runtime.SlotLog;

/** The output of one slot's attempts, as lines. */
final class SlotLines implements SlotLog {
    private final ReadAccess access;
    private final LogFollowers followers;

    SlotLines(ReadAccess access, LogFollowers followers) {
        this.access = access;
        this.followers = followers;
    }

    @Override
    public List<LogLine> tail(int count) {
        Deque<LogLine> lines = new ArrayDeque<>();
        try {
            Optional<LogPosition> start = access.search().find(LogStart.last(count));
            OutputReader in = access.reader(
                    line -> {
                        lines.addLast(line);
                        if (lines.size() > count) {
                            lines.removeFirst();
                        }
                    },
                    () -> false);
            start.ifPresent(in::enter);
            while (in.advance()) {
                // Until all is read.
            }
        } catch (IOException failure) {
            throw unreadable(failure);
        }
        return List.copyOf(lines);
    }

    @Override
    public Following follow(LogStart start, Consumer<LogLine> reader) {
        try {
            return followers.begin(access, start, reader);
        } catch (IOException failure) {
            throw unreadable(failure);
        }
    }

    private UncheckedIOException unreadable(IOException failure) {
        return new UncheckedIOException(
                "the log of %s can not be read: %s".formatted(access.output().slot(), failure.getMessage()), failure);
    }
}
