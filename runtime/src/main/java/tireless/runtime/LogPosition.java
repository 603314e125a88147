package tireless.runtime;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place between two bytes of a slot's output.
 *
 * @param attempt the number of the attempt that wrote what comes next
 * @param generation how often the attempt had cut its output file by then
 * @param offset in what it wrote since the last cut
 */
public record LogPosition(int attempt, int generation, long offset) implements Comparable<LogPosition> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,18})");
    private static final Comparator<LogPosition> ORDER = Comparator.comparingInt(LogPosition::attempt)
            .thenComparingInt(LogPosition::generation)
            .thenComparingLong(LogPosition::offset);

    /** Before the first byte of an attempt. */
    public static LogPosition beginOf(int attempt) {
        return new LogPosition(attempt, 0, 0);
    }

    /** Reads {@link #toString}; empty if it is none. */
    public static Optional<LogPosition> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LogPosition(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    /** The same attempt and generation, elsewhere. */
    public LogPosition at(long elsewhere) {
        return new LogPosition(attempt, generation, elsewhere);
    }

    /** Whether both count in the same bytes. */
    public boolean isOfStreamOf(LogPosition other) {
        return attempt == other.attempt && generation == other.generation;
    }

    @Override
    public int compareTo(LogPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return attempt + "." + generation + "." + offset;
    }
}
