package tireless.runtime.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.runtime.LogPosition;

/** The segments of one slot, in the order of what was written. Safe for use by many threads, of which one at a time adds. */
final class Segments {
    private final Path folder;
    private volatile List<Segment> all = List.of();

    /** Reads which there are; those that were gathered into another one are removed, if somebody was killed before he did it. */
    Segments(Path folder) throws IOException {
        this.folder = folder;
        load();
    }

    Path folder() {
        return folder;
    }

    /** Oldest first. */
    List<Segment> all() {
        return all;
    }

    private void load() throws IOException {
        List<Segment> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.flatMap(file ->
                            SegmentName.parse(file.getFileName().toString())
                                    .map(name -> new Segment(file, name))
                                    .stream())
                    .sorted(Comparator.comparing(
                                    (Segment segment) -> segment.name().from())
                            .thenComparing(segment -> segment.name().to(), Comparator.reverseOrder()))
                    .forEach(found::add);
        } catch (NoSuchFileException none) {
            return;
        } catch (UncheckedIOException whileReading) {
            throw whileReading.getCause();
        }
        List<Segment> kept = new ArrayList<>();
        for (Segment segment : found) {
            if (!kept.isEmpty() && kept.getLast().name().covers(segment.name())) {
                Files.deleteIfExists(segment.file());
            } else {
                kept.add(segment);
            }
        }
        Files.deleteIfExists(folder.resolve(SegmentWriter.ASIDE));
        all = List.copyOf(kept);
    }

    /** The segment that a new one directly follows. */
    Optional<Segment> before(LogPosition from) {
        return all.stream()
                .filter(segment -> segment.name().from().compareTo(from) < 0)
                .reduce((_, later) -> later);
    }

    /** Takes a new one in place of those that it covers; their files are not removed. */
    synchronized void add(Segment segment) {
        List<Segment> next = new ArrayList<>(all);
        next.removeIf(other -> segment.name().covers(other.name()));
        next.add(segment);
        next.sort(Comparator.comparing(other -> other.name().from()));
        all = List.copyOf(next);
    }

    /** Gives one up. */
    synchronized void remove(Segment segment) throws IOException {
        all = all.stream().filter(other -> !other.equals(segment)).toList();
        Files.deleteIfExists(segment.file());
    }

    /** Gives one up for another one that is in its place. */
    synchronized void replace(Segment segment, Segment other) throws IOException {
        all = all.stream().map(one -> one.equals(segment) ? other : one).toList();
        Files.deleteIfExists(segment.file());
    }

    /** What is done with the segments that there are. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /**
     * Reads, and again where a segment is gone meanwhile: it was gathered into another one, or given up as the oldest, and then the
     * list is another one, too.
     *
     * @throws NoSuchFileException if one is gone that is still in the list
     */
    <T> T reading(Reading<T> reading) throws IOException {
        while (true) {
            List<Segment> known = all;
            try {
                return reading.read();
            } catch (NoSuchFileException gone) {
                if (known.equals(all)) {
                    throw gone;
                }
            }
        }
    }

    /** The part that holds a byte, or else the first that comes after it. */
    Optional<Held> from(LogPosition position) throws IOException {
        return reading(() -> fromOnce(position));
    }

    private Optional<Held> fromOnce(LogPosition position) throws IOException {
        for (Segment segment : all) {
            if (segment.name().to().compareTo(position) > 0) {
                for (Segment.Part part : segment.parts()) {
                    PartTrailer trailer = part.trailer();
                    if (trailer.from().at(trailer.to()).compareTo(position) > 0) {
                        return Optional.of(new Held(segment, part));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** How far an attempt's output is in segments; empty if nothing of it is. */
    Optional<LogPosition> storedOf(int attempt) {
        return all.reversed().stream()
                .filter(segment -> segment.name().from().attempt() <= attempt
                        && segment.name().to().attempt() >= attempt)
                .findFirst()
                .map(segment -> segment.name().to().attempt() == attempt
                        ? segment.name().to()
                        : allOf(attempt));
    }

    /** Stands for the end of an attempt's output, wherever that is. */
    static LogPosition allOf(int attempt) {
        return new LogPosition(attempt, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** A part of a segment. */
    record Held(Segment segment, Segment.Part part) {
        LogPosition begin() {
            return part.trailer().from();
        }

        LogPosition end() {
            return begin().at(part.trailer().to());
        }
    }
}
