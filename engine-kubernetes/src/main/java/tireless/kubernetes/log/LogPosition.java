package tireless.kubernetes.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a line ends.
 *
 * @param pod its uid
 * @param run of its container
 * @param time of the line as the cluster writes it
 * @param index of the line among those with the same time, from 0
 */
record LogPosition(String pod, int run, String time, int index) {
    private static final Pattern FORM =
            Pattern.compile("([-0-9a-fA-F]{1,64})/(\\d{1,9})/([-+:.TZ0-9]{0,40})/(\\d{1,9})");

    /** Before the first line of a run. */
    static LogPosition start(String pod, int run) {
        return new LogPosition(pod, run, "", -1);
    }

    /** The position that {@code text} is; empty if it is none. */
    static Optional<LogPosition> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new LogPosition(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3),
                        Integer.parseInt(matcher.group(4))))
                : Optional.empty();
    }

    /** The position of the next line that is read, which has this time. */
    LogPosition next(String lineTime) {
        return new LogPosition(pod, run, lineTime, lineTime.equals(time) ? index + 1 : 0);
    }

    @Override
    public String toString() {
        return "%s/%d/%s/%d".formatted(pod, run, time, index);
    }
}
