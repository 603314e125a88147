package tireless.runtime.process.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tireless.linux.AtomicFile;
import tireless.runtime.LogPosition;

/** Writes one segment aside, and gives it its name when all of it is on disk. */
final class SegmentWriter implements AutoCloseable {
    /** There is one writer at a time in a folder. */
    static final String ASIDE = ".unfinished";

    private static final int BLOCK = 64 * 1024;

    private final Path folder;
    private final Path aside;
    private final ZstdLibrary zstd;
    private final Consumer<RotationStep> steps;
    private final BooleanSupplier stopped;
    private final FileChannel channel;
    private boolean finished;

    /** @param stopped whether it shall give up, which it then does with an exception, and leaves nothing */
    SegmentWriter(Path folder, ZstdLibrary zstd, Consumer<RotationStep> steps, BooleanSupplier stopped)
            throws IOException {
        this.stopped = stopped;
        this.folder = folder;
        this.aside = folder.resolve(ASIDE);
        this.zstd = zstd;
        this.steps = steps;
        Files.createDirectories(folder, OutputFiles.PRIVATE_FOLDER);
        Files.deleteIfExists(aside);
        channel = FileChannel.open(
                aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OutputFiles.PRIVATE_FILE);
        steps.accept(RotationStep.BEGUN);
    }

    /** All parts of a segment that there is, as they are. */
    void copy(Path segment) throws IOException {
        try (FileChannel source = FileChannel.open(segment, StandardOpenOption.READ)) {
            long size = source.size();
            for (long done = 0; done < size; ) {
                done += source.transferTo(done, size - done, channel);
            }
        }
    }

    /**
     * A new part.
     *
     * @param file what the attempt writes to
     * @throws CutException if the file ends before {@code to}
     */
    void add(FileChannel file, LogPosition from, long to, List<TimeMark> marks) throws IOException {
        long begin = channel.position();
        long lines = 0;
        boolean whole = false;
        try (OutputStream out = zstd.compressing(new Unclosed(channel))) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            boolean half = false;
            for (long at = from.offset(); at < to; ) {
                goOn();
                block.clear().limit((int) Math.min(BLOCK, to - at));
                int count = file.read(block, at);
                if (count < 0) {
                    throw new CutException("the file ends at %d, and not at %d".formatted(at, to));
                }
                out.write(block.array(), 0, count);
                lines += newlines(block.array(), count);
                whole = block.array()[count - 1] == '\n';
                at += count;
                if (!half && at - from.offset() >= (to - from.offset()) / 2) {
                    half = true;
                    steps.accept(RotationStep.HALF_WRITTEN);
                }
            }
        }
        write(PartTrailer.of(from, to, lines, whole, channel.position() - begin).frame(marks));
    }

    /** A part that holds no bytes. */
    void addNothing(LogPosition at) throws IOException {
        write(PartTrailer.of(at, at.offset(), 0, false, 0).frame(List.of()));
    }

    private void write(ByteBuffer trailer) throws IOException {
        while (trailer.hasRemaining()) {
            channel.write(trailer);
        }
    }

    private void goOn() throws IOException {
        if (stopped.getAsBoolean()) {
            throw new IOException("nothing more is written to " + folder);
        }
    }

    private static int newlines(byte[] block, int count) {
        int lines = 0;
        for (int at = 0; at < count; at++) {
            lines += block[at] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /**
     * Makes it durable, and then a segment.
     *
     * @param newest when the last of it was written, for whoever lists the folder
     */
    Path finish(SegmentName name, FileTime newest) throws IOException {
        steps.accept(RotationStep.WRITTEN);
        goOn();
        Files.setLastModifiedTime(aside, newest);
        channel.force(true);
        steps.accept(RotationStep.SYNCED);
        Path segment = folder.resolve(name.toString());
        Files.move(aside, segment, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
        steps.accept(RotationStep.RENAMED);
        AtomicFile.sync(folder);
        return segment;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (!finished) {
            Files.deleteIfExists(aside);
        }
    }

    /** One frame after the other goes into the same file. */
    private static final class Unclosed extends OutputStream {
        private final OutputStream out;

        Unclosed(FileChannel channel) {
            out = Channels.newOutputStream(channel);
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }
    }
}
