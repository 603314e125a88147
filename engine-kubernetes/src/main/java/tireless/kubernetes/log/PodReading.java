package tireless.kubernetes.log;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tireless.engine.ReplicaLine;
import tireless.kubernetes.log.LogSource.State;

/**
 * Reads the output of one pod, run after run of its container, on a thread of its own. It waits where there is nothing to read, and asks
 * for nothing meanwhile.
 */
final class PodReading implements Runnable {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final int TRIES = 5;

    private final PodOutput output;
    private final Course course;
    private final BiConsumer<ReplicaLine, LogPosition> reader;
    private final int begunWith;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

    // Of the reading thread alone.
    private LogPosition position;
    private Start start;
    private int failures;

    /**
     * Where reading begins, where there is no position yet.
     *
     * @param last how many lines at most, of the present run and the one before; negative for all
     * @param since none that was written before; empty for all
     */
    record Start(int last, Optional<Instant> since) {
        static final Start ALL = new Start(-1, Optional.empty());
    }

    /** @param reader is told of each line, and where it ends */
    PodReading(
            PodOutput output,
            Course course,
            LogPosition position,
            Start start,
            BiConsumer<ReplicaLine, LogPosition> reader) {
        this.output = output;
        this.course = course;
        this.position = position;
        this.start = start;
        this.reader = reader;
        this.begunWith = course.look().source().run();
    }

    Course course() {
        return course;
    }

    /** Completes when nothing more comes; exceptionally with an {@link UncheckedIOException} if it could not be read to its end. */
    CompletableFuture<@Nullable Void> over() {
        return over;
    }

    /** The end of the last line that was handed over. For the thread that reads, and for others when it is over. */
    LogPosition position() {
        return position;
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                more = step(course.look());
            }
            over.complete(null);
        } catch (IOException e) {
            over.completeExceptionally(new UncheckedIOException(e));
        } catch (InterruptedException e) {
            over.complete(null);
        } catch (RuntimeException | Error defect) {
            over.completeExceptionally(defect);
            throw defect;
        }
    }

    private boolean step(Course.Look look) throws IOException, InterruptedException {
        LogSource now = look.source();
        if (look.closed()) {
            return false;
        }
        if (now.run() > position.run()) {
            if (now.run() == position.run() + 1 && !readBefore(look)) {
                return true;
            }
            position = LogPosition.start(now.uid(), now.run());
            return true;
        }
        if (now.state() == State.GONE || (look.last() && now.state() == State.COMING)) {
            return false;
        }
        if (now.state() == State.COMING) {
            course.awaitAnother(look, FOR_EVER);
            return true;
        }
        // The last lines are asked for first, and what follows them then: so it is known from where on to go, also
        // where there are none.
        boolean bounded = start.last() >= 0;
        boolean follow = !look.last() && !bounded && now.state() == State.RUNNING;
        boolean whole = read(look, new PodOutput.Ask(false, follow, since(), tail()));
        if (look.last()) {
            return !whole;
        }
        if (!bounded || !whole) {
            course.awaitAnother(look, whole && now.state() == State.OVER ? FOR_EVER : PAUSE << failures);
        }
        return true;
    }

    private String since() {
        return position.time().isEmpty() ? start.since().map(Instant::toString).orElse("") : position.time();
    }

    private int tail() {
        return position.time().isEmpty() && start.last() >= 0 ? Math.max(1, start.last()) : -1;
    }

    /**
     * Reads the run before: where it is asked for the last lines, as many as the present one does not have of them.
     *
     * @return whether it was read to its end
     */
    private boolean readBefore(Course.Look look) throws IOException {
        if (look.source().run() != begunWith || start.last() < 0) {
            return read(look, new PodOutput.Ask(true, false, since(), tail()));
        }
        Start asked = start;
        int room;
        try {
            room = asked.last() - count(look);
        } catch (IOException e) {
            return failed(e);
        }
        boolean whole = room == 0 || read(look, new PodOutput.Ask(true, false, since(), room));
        start = asked;
        return whole;
    }

    /** How many lines the present run has, of those that are asked for. */
    private int count(Course.Look look) throws IOException {
        if (start.last() == 0) {
            return 0;
        }
        try (InputStream stream =
                new BufferedInputStream(output.open(look.source(), new PodOutput.Ask(false, false, since(), tail()))
                        .orElseGet(InputStream::nullInputStream))) {
            int begun = 0;
            int before = '\n';
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                begun += before == '\n' ? 1 : 0;
                before = next;
            }
            return Math.min(begun, start.last());
        }
    }

    private boolean failed(IOException why) throws IOException {
        if (++failures >= TRIES) {
            throw why;
        }
        return false;
    }

    /** @return whether it was read to its end */
    private boolean read(Course.Look look, PodOutput.Ask ask) throws IOException {
        try (InputStream stream = output.open(look.source(), ask).orElseGet(InputStream::nullInputStream)) {
            if (ask.follow() && !course.opened(look, stream)) {
                return false;
            }
            hand(stream, look.source());
            start = new Start(-1, start.since());
            failures = 0;
            return true;
        } catch (IOException e) {
            boolean cut = ask.follow() && !course.look().equals(look);
            return !cut && failed(e);
        } finally {
            course.over();
        }
    }

    private void hand(InputStream stream, LogSource now) throws IOException {
        LogPosition from = position;
        LogPosition at = LogPosition.start(now.uid(), from.run());
        InputStream buffered = new BufferedInputStream(stream);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = buffered.read(); next >= 0; next = buffered.read()) {
            if (next == '\n') {
                at = hand(line.toString(StandardCharsets.UTF_8), now, at, from);
                line.reset();
            } else {
                line.write(next);
            }
        }
        if (line.size() > 0) {
            hand(line.toString(StandardCharsets.UTF_8), now, at, from);
        }
    }

    private LogPosition hand(String stamped, LogSource now, LogPosition at, LogPosition from) {
        int space = stamped.indexOf(' ');
        String time = space < 0 ? stamped : stamped.substring(0, space);
        LogPosition end = at.next(time);
        if (isAfter(end, from)) {
            position = end;
            if (start.last() != 0) {
                String text = space < 0 ? "" : stamped.substring(space + 1);
                reader.accept(new ReplicaLine(now.replica(), text, end.toString()), end);
            }
        }
        return end;
    }

    private static boolean isAfter(LogPosition line, LogPosition from) {
        if (from.time().isEmpty()) {
            return true;
        }
        int order = time(line).compareTo(time(from));
        return order > 0 || (order == 0 && line.index() > from.index());
    }

    private static Instant time(LogPosition position) {
        try {
            return OffsetDateTime.parse(position.time()).toInstant();
        } catch (DateTimeParseException notOne) {
            return Instant.MAX;
        }
    }
}
