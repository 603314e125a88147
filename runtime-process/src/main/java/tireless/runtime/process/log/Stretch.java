package tireless.runtime.process.log;

import java.io.IOException;
import java.util.List;
import tireless.runtime.LogPosition;

/** Bytes of one attempt and generation that are kept in one place. */
sealed interface Stretch {
    LogPosition begin();

    /** The offset behind the last byte. */
    long end();

    /** Whether the last byte is a newline. */
    boolean endsLine() throws IOException;

    /** Goes back over newlines from the end, as {@link LogFile#back} does. */
    LogFile.Found back(int wanted) throws IOException;

    /** When the bytes were written, as far as that is known; in order of their offsets. */
    List<TimeMark> marks() throws IOException;

    /** The beginning of a line at an offset or soon behind it; the offset itself where there is none. */
    long lineBehind(long offset) throws IOException;

    /** In the file that the attempt writes to. */
    record InFile(AttemptOutput output, LogPosition begin, long end) implements Stretch {
        private LogFile file() {
            return new LogFile(output.file());
        }

        @Override
        public boolean endsLine() throws IOException {
            return file().endsLineAt(end);
        }

        @Override
        public LogFile.Found back(int wanted) throws IOException {
            return file().back(begin.offset(), end, wanted);
        }

        @Override
        public List<TimeMark> marks() throws IOException {
            return output.marks(begin, end);
        }

        @Override
        public long lineBehind(long offset) throws IOException {
            return Math.min(end, file().lineBehind(offset));
        }
    }

    /** In a part of a segment. */
    record InSegment(Segments.Held held, ZstdLibrary zstd) implements Stretch {
        private static final int SEARCHED = 64 * 1024;

        @Override
        public LogPosition begin() {
            return held.begin();
        }

        @Override
        public long end() {
            return held.end().offset();
        }

        @Override
        public boolean endsLine() {
            return held.part().trailer().whole();
        }

        @Override
        public LogFile.Found back(int wanted) throws IOException {
            long lines = held.part().trailer().lines();
            if (lines < wanted) {
                return new LogFile.Found(begin().offset(), (int) lines);
            }
            Newline search = new Newline(begin().offset(), lines - wanted + 1, Long.MAX_VALUE);
            held.segment().read(held.part(), begin().offset(), zstd, search::take);
            return new LogFile.Found(search.behind, wanted);
        }

        @Override
        public List<TimeMark> marks() throws IOException {
            return held.segment().marks(held.part());
        }

        @Override
        public long lineBehind(long offset) throws IOException {
            if (offset == begin().offset() || offset >= end()) {
                return offset;
            }
            Newline search = new Newline(offset - 1, 1, SEARCHED);
            held.segment().read(held.part(), offset - 1, zstd, search::take);
            return search.left == 0 ? search.behind : offset;
        }

        /** Looks for a newline in blocks that come one after the other. */
        private static final class Newline {
            private long at;
            private long left;
            private long searched;
            private long behind;

            Newline(long at, long count, long searched) {
                this.at = at;
                this.left = count;
                this.searched = searched;
            }

            boolean take(byte[] block, int count) {
                for (int index = 0; index < count; index++) {
                    if (block[index] == '\n' && --left == 0) {
                        behind = at + index + 1;
                        return false;
                    }
                }
                at += count;
                searched -= count;
                return searched > 0;
            }
        }
    }
}
