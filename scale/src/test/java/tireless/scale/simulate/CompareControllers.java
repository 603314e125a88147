package tireless.scale.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Prints what each controller makes of each shape; {@code bench/autoscale} runs it. */
public final class CompareControllers {
    private static final int SEEDS = 10;

    private CompareControllers() {}

    /** @param arguments {@code --seeds N}, {@code --seed S} (the first) and {@code --plots FOLDER} */
    public static void main(String... arguments) throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        int seeds = Integer.parseInt(option(arguments, "--seeds", Integer.toString(SEEDS)));
        long first = Long.parseLong(option(arguments, "--seed", "1"));
        for (Shape shape : Shape.values()) {
            List<Supplier<Controller>> controllers = new ArrayList<>(Comparison.tirelessAndKeda());
            controllers.addAll(Comparison.others());
            Comparison comparison = Comparison.of(shape, first, seeds, controllers);
            comparisons.add(comparison);
            print(comparison);
        }
        for (String controller : List.of(Comparison.DRAIN, Comparison.SAME_TRIGGER)) {
            print(controller, comparisons);
        }
        String folder = option(arguments, "--plots", "");
        if (!folder.isEmpty()) {
            plot(Path.of(folder), comparisons);
        }
    }

    /** Of the first seed, with those controllers that change anything. */
    private static void plot(Path folder, List<Comparison> comparisons) throws IOException {
        Files.createDirectories(folder);
        for (Comparison comparison : comparisons) {
            Map<String, List<Outcome.Point>> courses = new LinkedHashMap<>();
            for (String name : List.of(Comparison.DRAIN, Comparison.SAME_TRIGGER, Comparison.KEDA)) {
                courses.put(name, comparison.outcomes().get(name).getFirst().course());
            }
            String title = comparison.shape().title();
            Path file = folder.resolve(title.replace(' ', '-') + ".svg");
            Files.writeString(file, Plot.svg(title, courses));
            System.out.println(file);
        }
    }

    private static String option(String[] arguments, String name, String otherwise) {
        for (int index = 0; index + 1 < arguments.length; index++) {
            if (arguments[index].equals(name)) {
                return arguments[index + 1];
            }
        }
        return otherwise;
    }

    private static void print(Comparison comparison) {
        System.out.printf(
                Locale.ROOT,
                "%n%-26s %14s %10s %10s %16s %8s %12s %8s%n",
                comparison.shape().title(),
                "backlog area",
                "mean wait",
                "p99 wait",
                "replica-seconds",
                "starts",
                "interrupted",
                "killed");
        for (String controller : comparison.outcomes().keySet()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-24s %,14.0f %8.2f s %8.2f s %,16.0f %8.1f %12.1f %8.1f%n",
                    controller,
                    comparison.mean(controller, outcome -> outcome.waits().backlogArea()),
                    comparison.mean(controller, outcome -> outcome.waits().mean()),
                    comparison.mean(controller, outcome -> outcome.waits().p99()),
                    comparison.mean(controller, Outcome::replicaSeconds),
                    comparison.mean(controller, Outcome::starts),
                    comparison.mean(controller, Outcome::interrupted),
                    comparison.mean(controller, Outcome::killed));
        }
    }

    private static void print(String controller, List<Comparison> comparisons) {
        System.out.printf(
                Locale.ROOT,
                "%n%s ÷ %s %20s %10s %10s %16s%n",
                controller,
                Comparison.KEDA,
                "",
                "mean wait",
                "p99 wait",
                "replica-seconds");
        for (Comparison comparison : comparisons) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-46s %10.2f %10.2f %16.2f  %s%n",
                    comparison.shape().title(),
                    comparison.ratioToKeda(
                            controller, outcome -> outcome.waits().mean()),
                    comparison.ratioToKeda(
                            controller, outcome -> outcome.waits().p99()),
                    comparison.ratioToKeda(controller, Outcome::replicaSeconds),
                    comparison.isBetterThanKeda(controller) ? "better in all" : "");
        }
    }
}
