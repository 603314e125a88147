package tireless.series;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;
import tireless.series.Judgement.Look;
import tireless.series.Judgement.Memory;
import tireless.series.Judgement.Turn;

/**
 * Judges the average of a whole window: missed is what misses its objective by that; met again what has met it for a whole window by
 * then. So around a limit nothing turns more often than once a window. Of what is unknown for half of a window the average is
 * unknown, which turns nothing. Pure.
 */
final class ObjectiveJudge {
    /** A memory of a long window has no more looks than this. */
    private static final int MOST_LOOKS = 120;

    private ObjectiveJudge() {}

    /**
     * Takes one look.
     *
     * @param objectives what is expected
     * @param before what the look before gave
     * @param running whether it is to be judged now: something of it shall run, and was ready since it was begun
     * @param revision what runs
     */
    static Judgement judge(Objectives objectives, Memory before, Look look, boolean running, int revision) {
        Set<Objective> expected = objectives.targets().keySet();
        Set<Objective> missed = EnumSet.noneOf(Objective.class);
        before.missed().stream().filter(expected::contains).forEach(missed::add);
        if (!running || revision != before.revision()) {
            return new Judgement(Memory.of(missed, revision), List.of());
        }
        List<Look> looks = window(before.seconds(), look, objectives.window());
        Memory judged = new Memory(
                before.began().or(() -> Optional.of(look.at())), looks, missed, Map.of(), Map.of(), revision);
        boolean whole = judged.isWhole(objectives.window());
        Map<Objective, Double> values = new EnumMap<>(Objective.class);
        Map<Objective, Duration> metSince = new EnumMap<>(Objective.class);
        List<Turn> turns = new ArrayList<>();
        for (Objective objective : whole ? expected : Set.<Objective>of()) {
            OptionalDouble value = average(objective, looks);
            if (value.isEmpty()) {
                continue;
            }
            values.put(objective, value.getAsDouble());
            if (!objective.isMet(value.getAsDouble(), objectives.targets().getOrDefault(objective, 0.0))) {
                if (missed.add(objective)) {
                    turns.add(new Turn(objective, true, value.getAsDouble()));
                }
                continue;
            }
            Duration since = before.metSince().getOrDefault(objective, look.at());
            metSince.put(objective, since);
            if (missed.contains(objective) && look.at().minus(since).compareTo(objectives.window()) >= 0) {
                missed.remove(objective);
                turns.add(new Turn(objective, false, value.getAsDouble()));
            }
        }
        return new Judgement(new Memory(judged.began(), looks, missed, metSince, values, revision), turns);
    }

    /** The looks of the window that ends now; of a long one every few seconds. */
    private static List<Look> window(List<Look> before, Look now, Duration window) {
        Duration step = window.dividedBy(MOST_LOOKS);
        Duration begin = now.at().minus(window);
        List<Look> looks = new ArrayList<>();
        before.stream().filter(look -> look.at().compareTo(begin) >= 0).forEach(looks::add);
        if (looks.size() < 2 || now.at().minus(looks.get(looks.size() - 2).at()).compareTo(step) > 0) {
            looks.add(now);
        } else {
            looks.set(looks.size() - 1, now);
        }
        return looks;
    }

    private static OptionalDouble average(Objective objective, List<Look> looks) {
        OptionalDouble rate = mean(looks, Look::perSecond);
        return switch (objective) {
            case MIN -> rate;
            case MAX_ERROR_RATE -> errorRate(rate, mean(looks, Look::errorsPerSecond));
            case MAX_LAG -> lag(rate, mean(looks, Look::backlog));
        };
    }

    /** Unknown where nothing was done: it says nothing of errors. */
    private static OptionalDouble errorRate(OptionalDouble rate, OptionalDouble errors) {
        if (rate.isEmpty() || errors.isEmpty() || rate.getAsDouble() + errors.getAsDouble() <= 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(errors.getAsDouble() / (rate.getAsDouble() + errors.getAsDouble()));
    }

    /** Without end where something waits and nothing is done. */
    private static OptionalDouble lag(OptionalDouble rate, OptionalDouble backlog) {
        if (backlog.isPresent() && backlog.getAsDouble() <= 0) {
            return OptionalDouble.of(0);
        }
        return backlog.isEmpty() || rate.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        rate.getAsDouble() <= 0
                                ? Double.POSITIVE_INFINITY
                                : backlog.getAsDouble() / rate.getAsDouble());
    }

    /** Of the looks in which it was known, if that was so in half of them. */
    private static OptionalDouble mean(List<Look> looks, Function<Look, OptionalDouble> figure) {
        double[] known = looks.stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return known.length * 2 < looks.size()
                ? OptionalDouble.empty()
                : Arrays.stream(known).average();
    }
}
