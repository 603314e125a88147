package tireless.runtime.process.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stretches of one slot's output, in order. */
final class Stretches {
    private Stretches() {}

    /** Everything that is kept, from the end back; read only as far as it is asked for. */
    static Iterator<Stretch> back(SlotOutput output, ZstdLibrary zstd) throws IOException {
        NavigableMap<Integer, AttemptOutput> files = output.outputs();
        List<Stretch> newest = new ArrayList<>();
        for (AttemptOutput file : files.descendingMap().values()) {
            if (!file.isGone()) {
                newest.add(new Stretch.InFile(file, file.begin(), file.end().offset()));
            }
        }
        return new Merged(
                newest.iterator(), new Parts(output.segments().all().reversed().iterator(), zstd));
    }

    /** The parts of segments, from the last back. */
    private static final class Parts implements Iterator<Stretch> {
        private final Iterator<Segment> segments;
        private final ZstdLibrary zstd;
        private Iterator<Stretch> parts = List.<Stretch>of().iterator();

        Parts(Iterator<Segment> segments, ZstdLibrary zstd) {
            this.segments = segments;
            this.zstd = zstd;
        }

        @Override
        public boolean hasNext() {
            return parts.hasNext() || segments.hasNext();
        }

        @Override
        public Stretch next() {
            if (!parts.hasNext()) {
                parts = read(segments.next());
            }
            return parts.next();
        }

        private Iterator<Stretch> read(Segment segment) {
            try {
                return segment.parts().reversed().stream()
                        .<Stretch>map(part -> new Stretch.InSegment(new Segments.Held(segment, part), zstd))
                        .iterator();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Of two in order, always the later one. */
    private static final class Merged implements Iterator<Stretch> {
        private final Iterator<Stretch> one;
        private final Iterator<Stretch> other;
        private @Nullable Stretch nextOne;
        private @Nullable Stretch nextOther;

        Merged(Iterator<Stretch> one, Iterator<Stretch> other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public boolean hasNext() {
            return nextOne != null || nextOther != null || one.hasNext() || other.hasNext();
        }

        @Override
        public Stretch next() {
            if (nextOne == null && one.hasNext()) {
                nextOne = one.next();
            }
            if (nextOther == null && other.hasNext()) {
                nextOther = other.next();
            }
            Stretch first = nextOne;
            Stretch second = nextOther;
            if (first != null && (second == null || first.begin().compareTo(second.begin()) >= 0)) {
                nextOne = null;
                return first;
            }
            nextOther = null;
            return Objects.requireNonNull(second);
        }
    }
}
