package tireless.manifest.read;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tireless.manifest.problem.Problems;
import tireless.manifest.yaml.Scalar;
import tireless.model.Plural;

/**
 * Whether a text looks like a cron expression: its number of fields, their characters and the range of their numbers. Which
 * times it means is not found out here; what schedules will read it with a library for that.
 */
final class CronRule {
    private record Range(String name, int least, int most) {}

    private static final Range SECOND = new Range("second", 0, 59);
    private static final List<Range> FIELDS = List.of(
            new Range("minute", 0, 59),
            new Range("hour", 0, 23),
            new Range("day of the month", 1, 31),
            new Range("month", 1, 12),
            new Range("day of the week", 0, 7));
    private static final Range YEAR = new Range("year", 1970, 2199);
    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String SHORT_NAMES = "@(yearly|annually|monthly|weekly|daily|midnight|hourly|every +\\S+)";
    private static final Pattern SHORT = Pattern.compile(SHORT_NAMES);

    /** A regular expression for all of a text that has the right number of fields. */
    static final String PATTERN = "\\s*(" + SHORT_NAMES + "|\\S+(\\s+\\S+){4,6})\\s*";

    private static final Pattern PART = Pattern.compile(
            "(?:[*?]|L|LW|L-\\d{1,2}|[A-Za-z]{3}(?:-[A-Za-z]{3})?|(\\d{1,4})(?:-(\\d{1,4})|[LW]|#[1-5])?|[A-Za-z]{3}(?:L|#[1-5]))(?:/0*[1-9]\\d{0,3})?");
    private static final String HINT =
            "five fields: minute, hour, day of the month, month, day of the week, as in `0 20 * * 1-5`; six with seconds first";

    private CronRule() {}

    static void check(Scalar written, Problems problems) {
        String text = written.text().strip();
        List<String> fields = SPACES.splitAsStream(text).toList();
        if (SHORT.matcher(text).matches()) {
            return;
        }
        if (fields.size() < 5 || fields.size() > 7) {
            problems.error(
                    "bad-cron",
                    written.at(),
                    "%s is no cron expression: it has %s".formatted(written.shown(), Plural.of(fields.size(), "field")),
                    HINT);
            return;
        }
        for (int i = 0; i < fields.size(); i++) {
            Range range = range(i, fields.size());
            if (!isPossible(fields.get(i), range)) {
                problems.error(
                        "bad-cron",
                        written.at(),
                        "%s is no cron expression: its %s can not be that".formatted(written.shown(), range.name()),
                        HINT);
            }
        }
        if (fields.size() == 7) {
            problems.warning("bad-cron", written.at(), "the seventh field, the year, has no effect", "use `endOn`");
        }
    }

    private static Range range(int index, int fields) {
        int from = fields == 5 ? 0 : 1;
        return index < from ? SECOND : index - from < FIELDS.size() ? FIELDS.get(index - from) : YEAR;
    }

    private static boolean isPossible(String field, Range range) {
        for (String part : field.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || !isWithin(matcher.group(1), range) || !isWithin(matcher.group(2), range)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithin(@Nullable String number, Range range) {
        return number == null
                || (Integer.parseInt(number) >= range.least() && Integer.parseInt(number) <= range.most());
    }
}
