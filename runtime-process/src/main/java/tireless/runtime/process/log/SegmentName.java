package tireless.runtime.process.log;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.runtime.LogPosition;

/**
 * The name of a segment says what is in it, so that names are in the order of what was written:
 * {@code ATTEMPT.GENERATION.OFFSET-ATTEMPT.GENERATION.OFFSET.zst}.
 *
 * @param from the first byte
 * @param to behind the last byte
 */
record SegmentName(LogPosition from, LogPosition to) {
    private static final Pattern TEXT = Pattern.compile("([0-9.]+)-([0-9.]+)\\.zst");

    static Optional<SegmentName> parse(String name) {
        Matcher parts = TEXT.matcher(name);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return LogPosition.parse(parts.group(1))
                .flatMap(from -> LogPosition.parse(parts.group(2)).map(to -> new SegmentName(from, to)))
                .filter(range -> range.from.compareTo(range.to) < 0);
    }

    /** Whether all of the other is in this one, as where the other was gathered into it. */
    boolean covers(SegmentName other) {
        return from.compareTo(other.from) <= 0 && to.compareTo(other.to) >= 0;
    }

    boolean holds(LogPosition position) {
        return from.compareTo(position) <= 0 && to.compareTo(position) > 0;
    }

    @Override
    public String toString() {
        return text(from) + "-" + text(to) + ".zst";
    }

    private static String text(LogPosition position) {
        return String.format(
                Locale.ROOT, "%08d.%05d.%014d", position.attempt(), position.generation(), position.offset());
    }
}
