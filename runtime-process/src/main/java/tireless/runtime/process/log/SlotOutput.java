package tireless.runtime.process.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.SlotId;
import tireless.runtime.LogPosition;

/** All that one slot's attempts wrote: files of attempts, and segments. Safe for use by many threads. */
final class SlotOutput {
    private static final String SEGMENTS = "logs";

    private final SlotId slot;
    private final Path folder;
    private final BootId boot;
    private final AttemptOutput.Cuts cuts;
    private final NavigableMap<Integer, AttemptOutput> outputs = new ConcurrentSkipListMap<>();
    private @Nullable Segments segments;
    private volatile boolean stale = true;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    /** @param folder has the folders of the attempts, each named by its number; it need not be there yet */
    SlotOutput(SlotId slot, Path folder, BootId boot, AttemptOutput.Cuts cuts) {
        this.slot = slot;
        this.folder = folder;
        this.boot = boot;
        this.cuts = cuts;
    }

    SlotId slot() {
        return slot;
    }

    Path folder() {
        return folder;
    }

    /** An attempt has come, or gone. */
    synchronized void changed() {
        stale = true;
    }

    /** What is held by whoever writes segments or removes anything; once {@link #close} has returned, nobody does. */
    Lock writing() {
        return writing;
    }

    /** Ends all writing here: a segment that is being written is given up, and what was to be in it stays where it is. */
    void close() {
        // Before the lock: who holds it sees it, and ends at once.
        closed = true;
        writing.lock();
        try {
            stale = true;
        } finally {
            writing.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    synchronized Segments segments() throws IOException {
        Segments read = segments;
        if (read == null) {
            read = new Segments(folder.resolve(SEGMENTS));
            segments = read;
        }
        return read;
    }

    /** The attempts that have a file, by their number. */
    synchronized NavigableMap<Integer, AttemptOutput> outputs() throws IOException {
        if (stale) {
            List<Integer> there = there();
            outputs.keySet().retainAll(Set.copyOf(there));
            for (int number : there) {
                if (!outputs.containsKey(number)) {
                    outputs.put(number, open(number));
                }
            }
            stale = false;
        }
        return outputs;
    }

    private AttemptOutput open(int number) throws IOException {
        Optional<LogPosition> stored = segments().storedOf(number);
        AttemptOutput output = new AttemptOutput(new AttemptId(slot, number), folder(number), boot, cuts, stored);
        if (stored.isPresent() && stored.get().equals(Segments.allOf(number))) {
            // Its folder is all that is left to be removed.
            output.leave();
        }
        return output;
    }

    private List<Integer> there() throws IOException {
        return AttemptNumbers.in(folder).stream()
                .filter(number -> AttemptOutput.isIn(folder(number)))
                .toList();
    }

    private Path folder(int number) {
        return folder.resolve(Integer.toString(number));
    }

    /** All of what an attempt wrote is in segments now. */
    synchronized void leave(AttemptOutput output) {
        output.leave();
        outputs.remove(output.attempt().number());
    }

    /** What holds the byte at a position, where that is a file of an attempt. */
    Optional<AttemptOutput> file(LogPosition position) throws IOException {
        return Optional.ofNullable(outputs().get(position.attempt())).filter(output -> output.holds(position));
    }

    Optional<AttemptOutput> newest() throws IOException {
        return Optional.ofNullable(outputs().lastEntry()).map(Map.Entry::getValue);
    }

    boolean hasAfter(int attempt) throws IOException {
        return outputs().higherKey(attempt) != null;
    }

    /** Where what is kept goes on behind a position: there, or further on; empty if nothing more has begun. */
    Optional<LogPosition> next(LogPosition position) throws IOException {
        if (file(position).isPresent()) {
            return Optional.of(position);
        }
        Optional<LogPosition> held = segments().from(position).map(part -> max(part.begin(), position));
        Optional<LogPosition> file = outputs().tailMap(position.attempt()).values().stream()
                .filter(output -> !output.isGone())
                .map(AttemptOutput::begin)
                .filter(begin -> begin.compareTo(position) > 0)
                .findFirst();
        return Stream.of(held, file).flatMap(Optional::stream).min(LogPosition::compareTo);
    }

    /** The first byte that is kept, of an attempt or of a later one. */
    Optional<LogPosition> first(int attempt) throws IOException {
        return next(LogPosition.beginOf(Math.max(1, attempt)));
    }

    private static LogPosition max(LogPosition one, LogPosition other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** How many bytes are kept behind a position. */
    long bytesAfter(LogPosition position) throws IOException {
        return segments().reading(() -> bytesAfterOnce(position));
    }

    private long bytesAfterOnce(LogPosition position) throws IOException {
        long bytes = 0;
        for (Segment segment : segments().all()) {
            if (segment.name().to().compareTo(position) > 0) {
                for (Segment.Part part : segment.parts()) {
                    PartTrailer trailer = part.trailer();
                    bytes += after(position, trailer.from(), trailer.to());
                }
            }
        }
        for (AttemptOutput output : outputs().tailMap(position.attempt()).values()) {
            if (!output.isGone()) {
                bytes += after(position, output.begin(), output.end().offset());
            }
        }
        return bytes;
    }

    private static long after(LogPosition position, LogPosition from, long to) {
        if (from.isOfStreamOf(position)) {
            return Math.max(0, to - Math.max(from.offset(), position.offset()));
        }
        return from.compareTo(position) > 0 ? to - from.offset() : 0;
    }
}
