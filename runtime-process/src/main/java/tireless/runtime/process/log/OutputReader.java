package tireless.runtime.process.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;

/** Reads on in one slot's output, from segments or from files of attempts, wherever it is by then. Not safe for many threads. */
final class OutputReader {
    private static final int SMALLEST_BLOCK = 1024;
    private static final int BLOCK = 64 * 1024;

    private final SlotOutput output;
    private final ZstdLibrary zstd;
    private final Predicate<AttemptId> over;
    private final Consumer<LogLine> reader;
    private final BooleanSupplier stopped;
    private @Nullable LogPosition position;
    private LineSplitter splitter = new LineSplitter(0, (_, _) -> {});

    /** How many bytes at least it has come over since the last line that are not kept any more. */
    private long removed;

    /**
     * @param over whether an attempt will write no more
     * @param stopped whether it shall come back with what it has read so far
     */
    OutputReader(
            SlotOutput output,
            ZstdLibrary zstd,
            Predicate<AttemptId> over,
            Consumer<LogLine> reader,
            BooleanSupplier stopped) {
        this.output = output;
        this.zstd = zstd;
        this.over = over;
        this.reader = reader;
        this.stopped = stopped;
    }

    /** Goes on elsewhere. */
    void enter(LogPosition from) {
        splitter.flush();
        position = from;
        AttemptId attempt = new AttemptId(output.slot(), from.attempt());
        splitter = new LineSplitter(from.offset(), (text, end) -> {
            reader.accept(new LogLine(attempt, text, from.at(end), removed));
            removed = 0;
        });
    }

    /** Goes on where what is kept does. */
    private void goOn(LogPosition at, LogPosition next) {
        enter(next);
        // Everything that an attempt writes, and writes after a cut, begins at 0.
        removed += next.isOfStreamOf(at) ? next.offset() - at.offset() : next.offset();
    }

    /** Where it is; empty if it has not begun. */
    Optional<LogPosition> position() {
        return Optional.ofNullable(position);
    }

    /** How many bytes it has read and not handed over. */
    int pending() {
        return splitter.pending();
    }

    /** Forgets what it has read and not handed over. */
    void drop() {
        splitter = new LineSplitter(0, (_, _) -> {});
    }

    /** Hands over the line that has no newline. */
    void flush() {
        splitter.flush();
    }

    /** Reads what there is; whether it has to go on at once. */
    boolean advance() throws IOException {
        LogPosition at = position;
        if (at == null) {
            return false;
        }
        Optional<AttemptOutput> file = output.file(at);
        if (file.isPresent()) {
            return readFile(file.get(), at);
        }
        Optional<LogPosition> next = output.next(at);
        if (next.isEmpty()) {
            // Of an attempt whose file is gone nothing more will come.
            splitter.flush();
            return false;
        }
        if (!next.get().equals(at)) {
            goOn(at, next.get());
            return true;
        }
        // A segment that is gone is so before its first byte is handed over: none comes twice.
        var _ = output.segments().reading(() -> readSegment(at));
        return true;
    }

    private boolean readSegment(LogPosition at) throws IOException {
        Optional<Segments.Held> held = output.segments().from(at);
        if (held.isPresent() && held.get().begin().compareTo(at) <= 0) {
            held.get().segment().read(held.get().part(), at.offset(), zstd, this::take);
        }
        return true;
    }

    private boolean readFile(AttemptOutput file, LogPosition at) throws IOException {
        // Asked before the reading: what an ended attempt wrote is then in it.
        boolean ended = over.test(file.attempt());
        boolean newer = output.hasAfter(at.attempt());
        if (!read(file, at)) {
            return true;
        }
        if (ended || newer) {
            splitter.flush();
        }
        Optional<LogPosition> next = newer ? output.first(at.attempt() + 1) : Optional.empty();
        next.ifPresent(first -> goOn(at, first));
        return next.isPresent();
    }

    /** Whether it came to the end of the file, rather than being stopped, or finding that it has to read elsewhere. */
    private boolean read(AttemptOutput file, LogPosition from) throws IOException {
        try (RandomAccessFile in = OutputFiles.read(file.file())) {
            LogPosition at = from;
            if (in.length() < at.offset()) {
                file.look(at.offset());
                return false;
            }
            if (in.length() == at.offset()) {
                return true;
            }
            // Not kept between readings: a follower mostly waits, and there is one for each replica.
            byte[] block = new byte[Math.clamp(in.length() - at.offset(), SMALLEST_BLOCK, BLOCK)];
            in.seek(at.offset());
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                // Asked after the reading: what was freed or cut by then is not what was written.
                if (!file.wrote(at, block, count) || !take(block, count)) {
                    return false;
                }
                at = at.at(at.offset() + count);
            }
            return true;
        } catch (NoSuchFileException removed) {
            output.changed();
            return false;
        }
    }

    private boolean take(byte[] block, int count) {
        splitter.add(block, count);
        position = position == null ? null : position.at(position.offset() + count);
        return !stopped.getAsBoolean();
    }
}
