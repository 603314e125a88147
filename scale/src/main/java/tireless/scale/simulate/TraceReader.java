package tireless.scale.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the lines of one trace. */
final class TraceReader {
    private static final String ARRIVALS = "seconds,arrivals";
    private static final String BACKLOG = "seconds,backlog";
    private static final int SHOWN_MISTAKES = 20;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,9})?");
    private static final Pattern LINES = Pattern.compile("\r?\n");

    /** What spreadsheets begin a file with. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Trace.Mistake> mistakes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    private List<String> titles = List.of();

    private record Row(double seconds, double value, List<OptionalDouble> measured) {}

    Trace.Parsed read(String text) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        List<String> lines = LINES.splitAsStream(plain).toList();
        if (lines.size() > Trace.MOST_LINES) {
            return bad(0, "%,d lines are more than %,d".formatted(lines.size(), Trace.MOST_LINES));
        }
        titles = cells(lines.isEmpty() ? "" : lines.getFirst());
        String title = titles.stream().limit(2).collect(Collectors.joining(","));
        if (!title.equals(ARRIVALS) && !title.equals(BACKLOG)) {
            return bad(
                    1,
                    "the first line is `%s`, and neither `%s` nor `%s`"
                            .formatted(shown(String.join(",", titles)), ARRIVALS, BACKLOG));
        }
        List<String> triggers = titles.subList(2, titles.size());
        if (triggers.stream().anyMatch(String::isEmpty) || Set.copyOf(triggers).size() < triggers.size()) {
            return bad(1, "each column behind the second needs the name of a trigger, and one of its own");
        }
        for (int number = 2; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                row(number, line);
            }
        }
        if (mistakes.isEmpty() && rows.size() < 2) {
            mistakes.add(new Trace.Mistake(0, "there is no time between fewer than two lines of numbers"));
        }
        if (!mistakes.isEmpty()) {
            return new Trace.Parsed.Bad(mistakes);
        }
        Trace trace = new Trace(steps(title.equals(BACKLOG)), measured());
        double seconds = trace.steps().getLast().to();
        if (seconds > Trace.LONGEST_SECONDS) {
            return bad(
                    0,
                    "%,.0f s are more than %,.0f days: in a time that long too much would have to be decided"
                            .formatted(seconds, Trace.LONGEST_SECONDS / 86_400));
        }
        double items = trace.steps().stream().mapToDouble(Trace.Step::arrivals).sum();
        return items > Trace.MOST_ITEMS
                ? bad(0, "%,.0f items are more than %,.0f".formatted(items, Trace.MOST_ITEMS))
                : new Trace.Parsed.Good(trace);
    }

    private void row(int number, String line) {
        List<String> cells = cells(line);
        if (cells.size() != titles.size()) {
            wrong(
                    number,
                    titles.size() == 2
                            ? "`%s` are not two numbers with a comma between them".formatted(shown(line))
                            : "`%s` has not %d columns".formatted(shown(line), titles.size()));
            return;
        }
        OptionalDouble seconds = number(number, cells.get(0));
        OptionalDouble value = number(number, cells.get(1));
        List<OptionalDouble> measured = cells.stream()
                .skip(2)
                .map(cell -> cell.isEmpty() ? OptionalDouble.empty() : number(number, cell))
                .toList();
        if (seconds.isEmpty() || value.isEmpty()) {
            return;
        }
        if (!rows.isEmpty() && seconds.getAsDouble() <= rows.getLast().seconds()) {
            wrong(
                    number,
                    "second %s does not come after %s"
                            .formatted(
                                    plain(seconds.getAsDouble()),
                                    plain(rows.getLast().seconds())));
            return;
        }
        rows.add(new Row(seconds.getAsDouble(), value.getAsDouble(), measured));
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split(",", -1)).map(String::strip).toList();
    }

    private OptionalDouble number(int line, String stripped) {
        if (!NUMBER.matcher(stripped).matches()) {
            wrong(line, "`%s` is no number of zero or more".formatted(shown(stripped)));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(stripped));
    }

    /** Times begin with the first line, whatever its number is: a recording has seconds of its own. */
    private List<Trace.Step> steps(boolean backlog) {
        List<Trace.Step> steps = new ArrayList<>();
        double begin = rows.getFirst().seconds();
        for (int index = 0; index < rows.size(); index++) {
            Row row = rows.get(index);
            Optional<Row> next = index + 1 < rows.size() ? Optional.of(rows.get(index + 1)) : Optional.empty();
            // Who was told arrivals for a last time means them to last as long as those before.
            double to = next.map(Row::seconds)
                    .orElseGet(() -> row.seconds()
                            + row.seconds()
                            - rows.get(rows.size() - 2).seconds());
            double before = index == 0 ? 0 : rows.get(index - 1).value();
            double arrivals = backlog ? Math.max(0, row.value() - before) : row.value();
            steps.add(new Trace.Step(row.seconds() - begin, to - begin, arrivals));
        }
        return steps;
    }

    private Map<String, List<OptionalDouble>> measured() {
        return IntStream.range(2, titles.size())
                .boxed()
                .collect(Collectors.toMap(
                        titles::get,
                        column -> rows.stream()
                                .map(row -> row.measured().get(column - 2))
                                .toList()));
    }

    private void wrong(int line, String message) {
        if (mistakes.size() < SHOWN_MISTAKES) {
            mistakes.add(new Trace.Mistake(line, message));
        }
    }

    private static Trace.Parsed bad(int line, String message) {
        return new Trace.Parsed.Bad(List.of(new Trace.Mistake(line, message)));
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static String plain(double seconds) {
        return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
    }
}
