package tireless.chaos.truth;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line of a worker's log that is whole. */
record LogLine(String run, int number) {
    private static final Pattern FORM = Pattern.compile("@(\\S+) (\\d+) (\\d+) \\.{48} @");

    /** Empty if it is not whole. */
    static Optional<LogLine> parse(String text) {
        Matcher line = FORM.matcher(text);
        if (!line.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(line.group(2));
        long sum = number * 7919 % 9973;
        return sum == Long.parseLong(line.group(3))
                ? Optional.of(new LogLine(line.group(1), (int) number))
                : Optional.empty();
    }
}
