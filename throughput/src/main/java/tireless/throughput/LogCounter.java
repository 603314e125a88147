package tireless.throughput;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.model.StepLimitedText;

/**
 * Counts work by the lines of a log. Where the pattern has groups named {@code processed}, {@code errors}, {@code backlog} or {@code inflight}, they
 * hold the numbers, of which the newest counts; else each line that it is found in is one item done. A line costs a bounded time,
 * whatever the pattern. For one thread at a time.
 */
public final class LogCounter {
    private static final int LONGEST = 4096;
    private static final int MOST_STEPS = 200_000;
    private static final int MOST_DIGITS = 18;

    private final Pattern pattern;
    private final boolean counts;
    private OptionalLong processed = OptionalLong.empty();
    private OptionalLong errors = OptionalLong.empty();
    private OptionalLong backlog = OptionalLong.empty();
    private OptionalLong inFlight = OptionalLong.empty();
    private long givenUp;

    /** @throws java.util.regex.PatternSyntaxException if it is no pattern */
    public LogCounter(String pattern) {
        this.pattern = Pattern.compile(pattern);
        Map<String, Integer> groups = this.pattern.namedGroups();
        this.counts = groups.keySet().stream().noneMatch(LogCounter::isFigure);
        if (counts) {
            processed = OptionalLong.of(0);
        }
    }

    private static boolean isFigure(String group) {
        return switch (group) {
            case "processed", "errors", "backlog", "inflight" -> true;
            default -> false;
        };
    }

    /** Takes in a line; whether that said anything. Of a very long line the begin alone is looked at. */
    public boolean line(String line) {
        String begin = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
        Matcher matcher = pattern.matcher(new StepLimitedText(begin, MOST_STEPS, TooManySteps::new));
        try {
            if (!matcher.find()) {
                return false;
            }
        } catch (TooManySteps | StackOverflowError endless) {
            givenUp++;
            return false;
        }
        if (counts) {
            processed = OptionalLong.of(processed.orElse(0) + 1);
        } else {
            Map<String, Integer> groups = matcher.namedGroups();
            processed = newer(matcher, groups, "processed", processed);
            errors = newer(matcher, groups, "errors", errors);
            backlog = newer(matcher, groups, "backlog", backlog);
            inFlight = newer(matcher, groups, "inflight", inFlight);
        }
        return true;
    }

    /** What was counted so far. */
    public Notification.Numbers numbers() {
        return new Notification.Numbers(processed, errors, backlog, inFlight);
    }

    /** How many lines the pattern took too long for. */
    public long givenUp() {
        return givenUp;
    }

    private static OptionalLong newer(Matcher matcher, Map<String, Integer> groups, String name, OptionalLong before) {
        String text = groups.containsKey(name) ? matcher.group(name) : null;
        boolean number = text != null
                && !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return number ? OptionalLong.of(Long.parseLong(text)) : before;
    }

    /** A search goes through a text in more ways than there is time for. */
    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            super("too many steps", null, false, false);
        }
    }
}
