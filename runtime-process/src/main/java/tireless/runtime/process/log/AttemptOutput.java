package tireless.runtime.process.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.runtime.LogPosition;

/**
 * The file that one attempt writes its output to. What is before {@link #begin} is in segments, and may be freed here. Safe for use by
 * many threads.
 */
final class AttemptOutput {
    private static final String LOG = "log";
    private static final String INDEX = "log.index";
    private static final int CHECKED_BYTES = 256;

    /** So often at most a mark is made, in milliseconds; and so often where the marks would outgrow what they are about. */
    private static final long MARK_MILLIS = 500;

    private static final long RARE_MARK_MILLIS = 60_000;
    private static final long MARKS_FREE = 64 * 1024;

    private final AttemptId attempt;
    private final Path folder;
    private final Path file;
    private final TimeIndex index;
    private final BootId boot;
    private final Cuts cuts;
    private volatile LogPosition begin;
    private volatile boolean gone;
    private boolean unmarked;
    private boolean recognized;
    private long known;
    private int check;
    private TimeMark lastMark = new TimeMark(0, 0);

    /** Hears that a worker cut its file; returns at once. */
    interface Cuts {
        /** @param lost how many bytes were cut off that are in no segment */
        void cut(AttemptId attempt, long lost);
    }

    /**
     * Reads what the last look found, so that {@link #begin} is of the generation that the file then had.
     *
     * @param stored how far its output is in segments
     */
    AttemptOutput(AttemptId attempt, Path folder, BootId boot, Cuts cuts, Optional<LogPosition> stored)
            throws IOException {
        this.attempt = attempt;
        this.folder = folder;
        this.file = folder.resolve(LOG);
        this.index = new TimeIndex(folder.resolve(INDEX));
        this.boot = boot;
        this.cuts = cuts;
        this.begin = stored.orElse(LogPosition.beginOf(attempt.number()));
        load();
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(LOG));
    }

    /**
     * What a look found.
     *
     * @param end behind the last byte that is there
     * @param changed whether it is not as at the last look
     */
    record Look(LogPosition end, boolean changed) {}

    AttemptId attempt() {
        return attempt;
    }

    Path folder() {
        return folder;
    }

    Path file() {
        return file;
    }

    /** The first byte that is read from here. */
    LogPosition begin() {
        return begin;
    }

    /** Whether what comes at a position is read from here. */
    boolean holds(LogPosition position) {
        LogPosition now = begin;
        return !gone && now.isOfStreamOf(position) && position.offset() >= now.offset();
    }

    /** From now on all of it is read from segments. */
    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** Behind the last byte; the beginning where the file is gone. */
    LogPosition end() throws IOException {
        LogPosition now = begin;
        try {
            return now.at(Math.max(now.offset(), Files.size(file)));
        } catch (NoSuchFileException removed) {
            return now;
        }
    }

    /**
     * Looks how much is there, and whether the worker cut it. Of a machine that has been down since, nothing is concluded: its file
     * may have lost its end.
     */
    synchronized Look look() throws IOException {
        return look(0, 0, 0);
    }

    /** The same, by somebody who has read up to an offset. */
    synchronized void look(long read) throws IOException {
        look(read, 0, 0);
    }

    /**
     * Whether what was just read at a position is what was written there. If the worker has cut its file since the look before, it is
     * not: those bytes come again in the next generation, or are lost.
     */
    synchronized boolean wrote(LogPosition at, byte[] block, int count) throws IOException {
        if (!holds(at)) {
            return false;
        }
        int checked = Math.min(CHECKED_BYTES, count);
        CRC32 sum = new CRC32();
        sum.update(block, count - checked, checked);
        look(at.offset() + count, checked, (int) sum.getValue());
        return holds(at);
    }

    /** @param checked how many bytes before {@code read} have the sum {@code found} */
    private Look look(long read, int checked, int found) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean cut = false;
            while (true) {
                if (isCut(channel, cut ? 0 : read) || (!cut && check(channel, read, checked) != found)) {
                    begin(Math.max(known, cut ? 0 : read));
                    cut = true;
                }
                long size = channel.size();
                int young = check(channel, size);
                // Not if it was cut in this very moment.
                if (!isCut(channel, size)) {
                    return new Look(begin.at(Math.max(begin.offset(), size)), know(size, young) || cut);
                }
            }
        } catch (NoSuchFileException removed) {
            return new Look(begin, false);
        }
    }

    /** The next generation, after so much of the one before. */
    private void begin(long written) throws IOException {
        cuts.cut(attempt, Math.max(0, written - begin.offset()));
        begin = new LogPosition(attempt.number(), begin.generation() + 1, 0);
        recognized = false;
        known = 0;
        check = 0;
        tryMark(new TimeMark(0, millis()));
    }

    /** Whether that is more than before. */
    private boolean know(long size, int young) throws IOException {
        if (size <= known) {
            return false;
        }
        known = size;
        check = young;
        long millis = millis();
        if (isMarkDue(millis)) {
            tryMark(new TimeMark(size, millis));
        }
        return true;
    }

    /** Whether it is shorter than that, or holds something else than at the last look. */
    private boolean isCut(FileChannel channel, long least) throws IOException {
        return channel.size() < Math.max(known, least) || check(channel, known) != check;
    }

    private long millis() throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    /** Looks, and marks what was found, so that it is told from what comes later. */
    synchronized void mark() throws IOException {
        look();
        if (isUnmarked()) {
            tryMark(new TimeMark(known, millis()));
        }
    }

    private boolean isUnmarked() {
        return unmarked || known > lastMark.offset();
    }

    /** Makes a mark of the last look, where there is none yet. */
    synchronized void settle() throws IOException {
        if (isUnmarked()) {
            mark(new TimeMark(known, millis()));
        }
    }

    private void load() throws IOException {
        Optional<TimeIndex.Entry> last = index.last();
        if (last.isPresent() && last.get().generation() >= begin.generation()) {
            TimeIndex.Entry entry = last.get();
            if (entry.generation() > begin.generation()) {
                begin = new LogPosition(attempt.number(), entry.generation(), 0);
            }
            lastMark = entry.mark();
            if (entry.boot().equals(boot)) {
                known = entry.mark().offset();
                check = entry.check();
            }
            recognized = matches(entry);
        }
    }

    private boolean matches(TimeIndex.Entry entry) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long offset = entry.mark().offset();
            return channel.size() >= offset && check(channel, offset) == entry.check();
        } catch (NoSuchFileException removed) {
            return false;
        }
    }

    /**
     * Up to which offset the file is known to hold only what is in segments; 0 if it is not certain that it is still the file which
     * these were made of.
     */
    synchronized long freeable() throws IOException {
        LogPosition there = look().end();
        boolean certain = !gone && recognized && there.isOfStreamOf(begin) && there.offset() >= begin.offset();
        // The bytes by which it is recognized are left.
        return certain ? Math.max(0, Math.min(begin.offset(), lastMark.offset() - CHECKED_BYTES)) : 0;
    }

    private boolean isMarkDue(long millis) throws IOException {
        long since = millis - lastMark.millis();
        boolean few = index.bytes() < MARKS_FREE + (known - begin.offset()) / 4;
        // A clock that went back is marked at once.
        return since < 0 || since >= (few ? MARK_MILLIS : RARE_MARK_MILLIS);
    }

    private void mark(TimeMark mark) throws IOException {
        index.append(new TimeIndex.Entry(boot, begin.generation(), mark, check));
        lastMark = mark;
        unmarked = false;
    }

    private void tryMark(TimeMark mark) {
        try {
            mark(mark);
        } catch (IOException failure) {
            // Whoever settles it tries again, and can say what hinders him.
            unmarked = true;
        }
    }

    /** Of the last bytes before an offset. */
    private static int check(FileChannel channel, long offset) throws IOException {
        return check(channel, offset, (int) Math.min(CHECKED_BYTES, offset));
    }

    private static int check(FileChannel channel, long offset, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        long from = offset - bytes.capacity();
        while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
            // Until it is full, or the file ends.
        }
        CRC32 sum = new CRC32();
        sum.update(bytes.flip());
        return (int) sum.getValue();
    }

    /** When what is between two offsets was written. */
    synchronized List<TimeMark> marks(LogPosition from, long to) throws IOException {
        return index.marks(from.generation(), from.offset(), to);
    }

    /**
     * What is before a position is in a segment by now, and is read there.
     *
     * @return whether it may be freed here: not if the worker cut the file meanwhile
     */
    synchronized boolean stored(LogPosition end) throws IOException {
        LogPosition there = look().end();
        if (!there.isOfStreamOf(end) || there.offset() < end.offset()) {
            return false;
        }
        begin = end;
        return true;
    }

    /** Forgets the marks of what is in segments. */
    synchronized void cutIndex() throws IOException {
        index.cut(begin.generation(), begin.offset());
    }
}
