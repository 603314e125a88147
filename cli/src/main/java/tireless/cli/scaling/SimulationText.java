package tireless.cli.scaling;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import tireless.cli.plot.Sparkline;
import tireless.model.Plural;
import tireless.scale.simulate.Outcome;
import tireless.scale.simulate.Trace;

/** What a simulation gave, for people. Pure. */
final class SimulationText {
    private static final int WIDTH = 72;

    private SimulationText() {}

    static String of(String worker, Trace load, ScaleSimulation.Assumptions assumptions, Outcome outcome) {
        return """
                %s: %s s of load, each item %s s of work, a new replica works after %s s
                  waiting   %s  0 to %d
                  replicas  %s  0 to %d
                  an item waits %s s on average, 99 of 100 no more than %s s
                  %s replica-seconds, %s, %s killed in hand, %d not done in the end
                """.formatted(
                        worker,
                        number(load.seconds()),
                        number(assumptions.itemSeconds()),
                        number(assumptions.startSeconds()),
                        line(outcome, Outcome.Point::waiting),
                        most(outcome, Outcome.Point::waiting),
                        line(outcome, Outcome.Point::running),
                        most(outcome, Outcome.Point::running),
                        number(outcome.waits().mean()),
                        number(outcome.waits().p99()),
                        number(outcome.replicaSeconds()),
                        Plural.of(outcome.starts(), "start"),
                        Plural.of(outcome.killed(), "item"),
                        outcome.unfinished());
    }

    private static String line(Outcome outcome, ToDoubleFunction<Outcome.Point> value) {
        return Sparkline.of(values(outcome, value), WIDTH);
    }

    private static long most(Outcome outcome, ToDoubleFunction<Outcome.Point> value) {
        return (long) values(outcome, value).stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static List<Double> values(Outcome outcome, ToDoubleFunction<Outcome.Point> value) {
        return outcome.worked().stream()
                .map(point -> value.applyAsDouble(point))
                .toList();
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
        return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
    }
}
