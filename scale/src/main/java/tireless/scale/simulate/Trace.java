package tireless.scale.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A load that was recorded: lines of {@code seconds,arrivals} or {@code seconds,backlog}, with that line at the top, in the order of time.
 * Arrivals are those from the time of their line to that of the next. Of a backlog the growth from line to line counts as arrivals: what was
 * done meanwhile is not in it, so that more may have arrived. Further columns have the name of a trigger each, and what it measured.
 *
 * @param steps one for each time between two lines, from second 0 on
 * @param triggers by the title of its column, what a trigger measured in each step; empty where it could not be read
 */
public record Trace(List<Step> steps, Map<String, List<OptionalDouble>> triggers) {
    /** More lines are no trace of a day or a week, but a mistake. */
    public static final int MOST_LINES = 1_000_000;

    /** What more items would need of memory and time is out of proportion. */
    public static final double MOST_ITEMS = 10_000_000;

    /** As long as a server keeps what it measured. */
    public static final double LONGEST_SECONDS = 31 * 86_400;

    public Trace {
        steps = List.copyOf(steps);
        triggers = Collections.unmodifiableMap(new TreeMap<>(triggers));
    }

    /**
     * A time with a number of arrivals, evenly spread.
     *
     * @param from seconds
     * @param to seconds, above {@code from}
     */
    public record Step(double from, double to, double arrivals) {}

    /** What became of a text. */
    public sealed interface Parsed {
        /** It is a trace. */
        record Good(Trace trace) implements Parsed {}

        /** It is none, for all of these reasons, of which only the first ones are kept. */
        record Bad(List<Mistake> mistakes) implements Parsed {
            public Bad {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param line from 1 on; 0 where the text as a whole is wrong
     */
    public record Mistake(int line, String message) {}

    /** Reads a text, or says what is wrong with it, and in which line. */
    public static Parsed parse(String text) {
        return new TraceReader().read(text);
    }

    /** Seconds from the beginning to the end of the last step. */
    public double seconds() {
        return steps.isEmpty() ? 0 : steps.getLast().to();
    }

    /**
     * What a trigger measured at a time; the last line's value goes on after the end. Empty where it could not be read.
     *
     * @param trigger the title of a column
     */
    public OptionalDouble measured(String trigger, double second) {
        List<OptionalDouble> values = triggers.getOrDefault(trigger, List.of());
        int low = 0;
        int high = steps.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (steps.get(middle).from() <= second) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low < values.size() ? values.get(low) : OptionalDouble.empty();
    }

    /** Single items of it: so many in each step, at times within it that chance chooses. */
    public Items items(ServiceTimes work, RandomGenerator random) {
        List<Items.Item> items = new ArrayList<>();
        double owed = 0;
        for (Step step : steps) {
            owed += step.arrivals();
            int count = (int) Math.floor(owed + 1e-9);
            owed -= count;
            double[] at = random.doubles(count, step.from(), step.to()).sorted().toArray();
            for (double arrival : at) {
                items.add(new Items.Item(arrival, work.next(random)));
            }
        }
        return new Items(items);
    }

    /** The most items per second of any step. */
    public Optional<Double> mostPerSecond() {
        return steps.stream()
                .map(step -> step.arrivals() / (step.to() - step.from()))
                .max(Double::compare);
    }
}
