package tireless.runtime.process.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tireless.linux.FileHole;
import tireless.runtime.LogPosition;

/**
 * Moves what is old of one slot's output into segments. Nothing is freed that is not in a segment on disk: a kill between any two steps
 * leaves bytes in both places at most, and then the names of the segments decide. Used by one thread at a time.
 */
final class SlotRotation {
    private static final int LOOK_BACK = 64 * 1024;

    private final SlotOutput output;
    private final LogLimits limits;
    private final ZstdLibrary zstd;
    private final Consumer<RotationStep> steps;

    /** @param steps hears of each step when it is done */
    SlotRotation(SlotOutput output, LogLimits limits, ZstdLibrary zstd, Consumer<RotationStep> steps) {
        this.output = output;
        this.limits = limits;
        this.zstd = zstd;
        this.steps = steps;
    }

    /** Rotates an attempt's file until it is within the limit. The file system must be one that {@link FileHole} can free blocks of. */
    void rotate(AttemptOutput file, long nowMillis) throws IOException {
        while (!output.isClosed()) {
            LogPosition end = file.look().end();
            LogPosition begin = file.begin();
            if (!begin.isOfStreamOf(end) || end.offset() - begin.offset() <= limits.rotateAt()) {
                return;
            }
            file.settle();
            long to = lineEnd(
                    file, begin.offset(), Math.min(end.offset() - limits.left(), begin.offset() + limits.part()));
            try {
                store(List.of(new Piece(file, begin, to)));
            } catch (CutException cut) {
                // The next look finds it as well.
                continue;
            }
            free(file, begin.at(to));
            limit(nowMillis);
        }
    }

    /** The last end of a line before an offset; the offset itself where there is none near. */
    private static long lineEnd(AttemptOutput file, long begin, long to) throws IOException {
        LogFile.Found found = new LogFile(file.file()).back(Math.max(begin, to - LOOK_BACK), to, 1);
        return found.newlines() == 1 && found.offset() > begin ? found.offset() : to;
    }

    private void free(AttemptOutput file, LogPosition end) throws IOException {
        boolean there = file.stored(end);
        steps.accept(RotationStep.RECORDED);
        if (there) {
            FileHole.punch(file.file(), 0, end.offset());
            steps.accept(RotationStep.PUNCHED);
            file.cutIndex();
            steps.accept(RotationStep.CUT_INDEX);
        }
    }

    /** Frees again what is in segments: whoever stored it may have been killed before. */
    void freeStored(AttemptOutput file) throws IOException {
        long end = file.freeable();
        if (end > 0) {
            FileHole.punch(file.file(), 0, end);
        }
    }

    /** Moves the output of all but the newest attempts into segments, and removes the folders of those. */
    void gather(int kept) throws IOException {
        List<AttemptOutput> old = new ArrayList<>(output.outputs().values());
        old = old.subList(0, Math.max(0, old.size() - kept));
        List<Piece> pieces = new ArrayList<>();
        long bytes = 0;
        List<AttemptOutput> done = new ArrayList<>();
        for (AttemptOutput file : old) {
            if (output.isClosed()) {
                return;
            }
            LogPosition end = file.isGone() ? file.begin() : file.look().end();
            boolean hasSegments =
                    !file.begin().equals(LogPosition.beginOf(file.attempt().number()));
            if (hasSegments && !pieces.isEmpty()) {
                // They come between what is before them and the rest.
                store(pieces);
                pieces.clear();
                bytes = 0;
            }
            for (LogPosition from = file.begin(); from.offset() < end.offset(); ) {
                long to = Math.min(end.offset(), from.offset() + limits.part());
                pieces.add(new Piece(file, from, to));
                bytes += to - from.offset();
                if (bytes >= limits.part()) {
                    store(pieces);
                    pieces.clear();
                    bytes = 0;
                }
                from = from.at(to);
            }
            done.add(file);
        }
        if (!pieces.isEmpty()) {
            store(pieces);
        }
        for (AttemptOutput file : done) {
            output.leave(file);
            OutputFiles.removeAttempt(file.folder(), file.file());
            steps.accept(RotationStep.REMOVED_ATTEMPT);
        }
    }

    private record Piece(AttemptOutput file, LogPosition from, long to) {
        LogPosition end() {
            return from.at(to);
        }
    }

    private void store(List<Piece> pieces) throws IOException {
        LogPosition from = pieces.getFirst().from();
        Optional<Segment> merged = small(from);
        SegmentName name = new SegmentName(
                merged.map(segment -> segment.name().from()).orElse(from),
                pieces.getLast().end());
        try (SegmentWriter writer = new SegmentWriter(output.segments().folder(), zstd, steps, output::isClosed)) {
            if (merged.isPresent()) {
                writer.copy(merged.get().file());
            }
            FileTime newest = FileTime.fromMillis(0);
            for (Piece piece : pieces) {
                List<TimeMark> marks = piece.file().marks(piece.from(), piece.to());
                try (FileChannel in = FileChannel.open(piece.file().file(), StandardOpenOption.READ)) {
                    writer.add(in, piece.from(), piece.to(), marks);
                }
                if (!piece.file().look().end().isOfStreamOf(piece.from())) {
                    // What was read may be of the time after the cut, and comes again in the next generation.
                    throw new CutException("%s was cut while it was read"
                            .formatted(piece.file().file()));
                }
                newest = marks.isEmpty()
                        ? Files.getLastModifiedTime(piece.file().file())
                        : FileTime.fromMillis(marks.getLast().millis());
            }
            output.segments().add(new Segment(writer.finish(name, newest), name));
        }
        if (merged.isPresent()) {
            Files.deleteIfExists(merged.get().file());
            steps.accept(RotationStep.DROPPED_MERGED);
        }
    }

    /** The segment that goes into the one which begins there: a small one directly before it. */
    private Optional<Segment> small(LogPosition from) throws IOException {
        Optional<Segment> before = output.segments().before(from);
        if (before.isEmpty() || Files.size(before.get().file()) > limits.small()) {
            return Optional.empty();
        }
        boolean directly =
                output
                        .outputs()
                        .subMap(before.get().name().to().attempt(), true, from.attempt(), false)
                        .values()
                        .stream()
                        .allMatch(AttemptOutput::isGone);
        return directly ? before : Optional.empty();
    }

    /** Removes the oldest segments until all of it is within the limits. */
    void limit(long nowMillis) throws IOException {
        long size = 0;
        for (AttemptOutput file : output.outputs().values()) {
            if (file.isGone()) {
                continue;
            }
            size += Math.max(0, file.end().offset() - file.begin().offset());
        }
        List<Segment> segments = output.segments().all();
        for (Segment segment : segments) {
            size += Files.size(segment.file());
        }
        List<Segment> given = new ArrayList<>();
        for (Segment segment : segments) {
            long age = nowMillis - Files.getLastModifiedTime(segment.file()).toMillis();
            if (size <= limits.maxSize() && age <= limits.maxAge().toMillis()) {
                break;
            }
            given.add(segment);
            size -= Files.size(segment.file());
        }
        if (!given.isEmpty()) {
            Segment last = given.removeLast();
            for (Segment segment : given) {
                output.segments().remove(segment);
            }
            giveUp(last);
        }
    }

    /** Gives up what is in a segment, but not its name: that says how much a reader who comes later has missed. */
    private void giveUp(Segment segment) throws IOException {
        if (segment.isEmpty()) {
            return;
        }
        try {
            empty(segment);
        } catch (IOException failure) {
            if (output.isClosed() || isBefore(segment.name().to())) {
                throw failure;
            }
            // Where there is no room even for that, room matters more.
            output.segments().remove(segment);
        }
    }

    /** Whether the file of an attempt goes on there: what comes before it in that file is not output any more. */
    private boolean isBefore(LogPosition end) throws IOException {
        return output.outputs().values().stream()
                .anyMatch(file -> !file.isGone() && file.begin().equals(end));
    }

    /** Where the file of an attempt goes on is known by that name alone. */
    private void empty(Segment segment) throws IOException {
        LogPosition end = segment.name().to();
        SegmentName name = new SegmentName(end.at(end.offset() - 1), end);
        FileTime newest = Files.getLastModifiedTime(segment.file());
        try (SegmentWriter writer = new SegmentWriter(output.segments().folder(), zstd, steps, output::isClosed)) {
            writer.addNothing(end);
            output.segments().replace(segment, new Segment(writer.finish(name, newest), name));
        }
    }
}
