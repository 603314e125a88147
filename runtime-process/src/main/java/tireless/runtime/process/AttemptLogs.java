package tireless.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tireless.model.AttemptId;
import tireless.model.SlotId;
import tireless.runtime.LogLine;
import tireless.runtime.SlotLog;

/** The output files of one slot's attempts. */
final class AttemptLogs implements SlotLog {
    private final Home home;
    private final SlotId slot;
    private final LogNews news;
    private final Predicate<AttemptId> over;
    private final LogFollowers followers;

    AttemptLogs(Home home, SlotId slot, LogNews news, Predicate<AttemptId> over, LogFollowers followers) {
        this.home = home;
        this.slot = slot;
        this.news = news;
        this.over = over;
        this.followers = followers;
    }

    SlotId slot() {
        return slot;
    }

    /** The attempts that have an output file, oldest first; a start that has only begun has none yet. */
    List<AttemptId> all() throws IOException {
        return home.attempts(slot).stream()
                .filter(attempt -> Files.exists(file(attempt)))
                .toList();
    }

    boolean isOver(AttemptId attempt) {
        return over.test(attempt);
    }

    Path file(AttemptId attempt) {
        return home.folder(attempt).log();
    }

    /** How much an attempt has written; nothing where its file is gone. */
    long length(AttemptId attempt) throws IOException {
        try {
            return Files.size(file(attempt));
        } catch (NoSuchFileException removed) {
            return 0;
        }
    }

    /** What holds the folders of all attempts. */
    Path folder() {
        return home.folder(slot);
    }

    /** Empty where the attempt has no output file. */
    Optional<LogNews.Subscription> subscribe(AttemptId attempt, Runnable changed) throws IOException {
        return news.subscribe(file(attempt), changed);
    }

    @Override
    public List<LogLine> tail(int count) {
        Deque<LogLine> lines = new ArrayDeque<>();
        try {
            for (Part part : last(count)) {
                LineSplitter splitter = new LineSplitter(text -> {
                    lines.addLast(new LogLine(part.attempt(), text));
                    // A line without an end comes in many pieces.
                    if (lines.size() > count) {
                        lines.removeFirst();
                    }
                });
                part.file().read(part.from(), part.end(), splitter);
                splitter.flush();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the log of " + slot + " can not be read", failure);
        }
        return List.copyOf(lines);
    }

    @Override
    public Following follow(int back, Consumer<LogLine> reader) {
        try {
            List<Part> parts = last(back);
            LogStart start = parts.isEmpty()
                    ? LogStart.with(0)
                    : LogStart.at(parts.getFirst().attempt(), parts.getFirst().from());
            return followers.begin(this, start, reader);
        } catch (IOException failure) {
            throw new UncheckedIOException("the log of " + slot + " can not be read", failure);
        }
    }

    @Override
    public Following followFrom(int attempt, Consumer<LogLine> reader) {
        return followers.begin(this, LogStart.with(attempt), reader);
    }

    private record Part(AttemptId attempt, LogFile file, long from, long end) {}

    /** Where the last lines are, oldest first; at least the newest attempt, if there is one. */
    private List<Part> last(int count) throws IOException {
        List<Part> parts = new ArrayList<>();
        List<AttemptId> all = all();
        int wanted = count;
        for (AttemptId attempt : all.reversed()) {
            boolean complete = isOver(attempt) || !attempt.equals(all.getLast());
            LogFile file = new LogFile(file(attempt), complete);
            long end = file.end();
            LogFile.Place place = file.last(wanted, end);
            parts.addFirst(new Part(attempt, file, place.offset(), end));
            wanted -= place.lines();
            if (wanted <= 0) {
                break;
            }
        }
        return parts;
    }
}
