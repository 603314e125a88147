package tireless.runtime.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import tireless.model.AttemptId;
import tireless.runtime.LogPosition;
import tireless.runtime.LogStart;

/** Finds where in a slot's output reading begins, from its end back. */
final class StartSearch {
    /** The kernel dates what is written by the last tick of its clock, which may be so long ago. */
    private static final long TICK_MILLIS = 10;

    private final SlotOutput output;
    private final ZstdLibrary zstd;
    private final Predicate<AttemptId> over;

    /** @param over whether an attempt will write no more: its last line counts, also without a newline */
    StartSearch(SlotOutput output, ZstdLibrary zstd, Predicate<AttemptId> over) {
        this.output = output;
        this.zstd = zstd;
        this.over = over;
    }

    /** Where to begin; empty if that has not been written yet. */
    Optional<LogPosition> find(LogStart start) throws IOException {
        return output.segments().reading(() -> findUnwrapped(start));
    }

    private Optional<LogPosition> findUnwrapped(LogStart start) throws IOException {
        try {
            return findOnce(start);
        } catch (UncheckedIOException whileGoingBack) {
            throw whileGoingBack.getCause();
        }
    }

    private Optional<LogPosition> findOnce(LogStart start) throws IOException {
        Optional<AttemptOutput> newest = output.newest();
        if (newest.isPresent()) {
            // What it has cut off is no more among the last lines.
            var _ = newest.get().look();
        }
        return switch (start) {
            case LogStart.Attempt(int number) -> output.first(number);
            case LogStart.After(var position) -> {
                Optional<LogPosition> end = end();
                boolean another = end.map(last -> last.compareTo(position) < 0).orElse(true);
                yield another ? output.first(1) : Optional.of(position);
            }
            case LogStart.Last(int lines, var since) -> {
                Optional<LogPosition> last = last(lines);
                Optional<LogPosition> from = since.isEmpty() ? Optional.empty() : since(since.get());
                yield last.map(
                        one -> from.filter(other -> other.compareTo(one) > 0).orElse(one));
            }
        };
    }

    /** Behind all that is written. */
    private Optional<LogPosition> end() throws IOException {
        Iterator<Stretch> back = Stretches.back(output, zstd);
        return back.hasNext() ? Optional.of(end(back.next())) : Optional.empty();
    }

    private static LogPosition end(Stretch stretch) {
        return stretch.begin().at(stretch.end());
    }

    private Optional<LogPosition> last(int lines) throws IOException {
        long wanted = lines;
        long newlines = 0;
        long room = (long) lines * LineSplitter.LONGEST_PIECE;
        Stretch behind = null;
        Iterator<Stretch> back = Stretches.back(output, zstd);
        while (back.hasNext()) {
            Stretch stretch = wholeLines(back.next(), behind == null);
            if (behind == null && lines == 0) {
                return Optional.of(end(stretch));
            }
            if (behind == null || !stretch.begin().isOfStreamOf(behind.begin())) {
                wanted = behind == null ? lines : newlines - 1;
                if (behind != null && wanted <= 0) {
                    return Optional.of(behind.begin());
                }
                boolean empty = stretch.end() == stretch.begin().offset();
                newlines = empty ? wanted + 1 : wanted + (stretch.endsLine() ? 1 : 0);
            }
            // No line is shown in more than one piece for each that is wanted, however long it is.
            long least = Math.max(stretch.begin().offset(), stretch.end() - room);
            LogFile.Found found = stretch.back((int) Math.min(newlines, Integer.MAX_VALUE));
            if (found.newlines() >= newlines || found.offset() < least) {
                return Optional.of(stretch.begin().at(Math.max(least, found.offset())));
            }
            room -= stretch.end() - stretch.begin().offset();
            newlines -= found.newlines();
            behind = stretch;
        }
        return Optional.ofNullable(behind).map(Stretch::begin);
    }

    /** Without the line that the newest attempt has not finished. */
    private Stretch wholeLines(Stretch stretch, boolean newest) throws IOException {
        if (newest && stretch instanceof Stretch.InFile(var file, var begin, var _) && !over.test(file.attempt())) {
            return new Stretch.InFile(file, begin, stretch.back(1).offset());
        }
        return stretch;
    }

    private Optional<LogPosition> since(Instant time) throws IOException {
        Stretch oldest = null;
        Optional<AttemptOutput> newest = output.newest();
        if (newest.isPresent()) {
            newest.get().mark();
        }
        for (Iterator<Stretch> back = Stretches.back(output, zstd); back.hasNext(); ) {
            oldest = back.next();
            for (TimeMark mark : oldest.marks().reversed()) {
                if (mark.millis() + TICK_MILLIS <= time.toEpochMilli() && mark.offset() <= oldest.end()) {
                    return Optional.of(oldest.begin().at(oldest.lineBehind(mark.offset())));
                }
            }
        }
        return Optional.ofNullable(oldest).map(Stretch::begin);
    }
}
