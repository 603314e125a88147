package tireless.chaos.truth;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A start of a worker, as it wrote it down itself.
 *
 * @param run names the attempt for ever: uid, slot and attempt with points between
 * @param pid its process number
 * @param up when, since boot; exact to 10 ms
 * @param round the value that its manifest had
 */
public record Birth(String run, long pid, Duration up, int round) {
    /** The inexactness of {@link #up}. */
    static final Duration TICK = Duration.ofMillis(20);

    private static final Pattern FORM = Pattern.compile("([^. ]+\\.[^. ]+\\.\\d+) (\\d+) (\\d+)\\.(\\d\\d) (\\d+)");
    private static final int MILLIS_PER_HUNDREDTH = 10;

    /** Reads a line {@code RUN PID UP ROUND}; empty if it is not one. */
    public static Optional<Birth> parse(String line) {
        Matcher birth = FORM.matcher(line);
        if (!birth.matches()) {
            return Optional.empty();
        }
        Duration up = Duration.ofSeconds(Long.parseLong(birth.group(3)))
                .plusMillis(Long.parseLong(birth.group(4)) * MILLIS_PER_HUNDREDTH);
        return Optional.of(
                new Birth(birth.group(1), Long.parseLong(birth.group(2)), up, Integer.parseInt(birth.group(5))));
    }

    public String uid() {
        return run.substring(0, run.indexOf('.'));
    }

    /** {@code plain-0}. */
    public String slot() {
        return run.substring(run.indexOf('.') + 1, run.lastIndexOf('.'));
    }

    public String crew() {
        return slot().substring(0, slot().lastIndexOf('-'));
    }

    public int attempt() {
        return Integer.parseInt(run.substring(run.lastIndexOf('.') + 1));
    }
}
