package tireless.scale.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;

/** All controllers, on one shape, with the same items for all. */
record Comparison(Shape shape, Map<String, List<Outcome>> outcomes) {
    /** Items that may wait for each replica: KEDA's default for a Redis list. */
    static final double PER_REPLICA = 5;

    /** The same as a time: so long a replica needs for so many. */
    static final double DRAIN_SECONDS = PER_REPLICA * Shape.WORK_SECONDS;

    static final String KEDA = "KEDA + HPA";
    static final String DRAIN = "Tireless, drain";
    static final String SAME_TRIGGER = "Tireless, same trigger";

    static List<Supplier<Controller>> tirelessAndKeda() {
        return List.of(
                () -> Controllers.tirelessByDrain(DRAIN_SECONDS, Shape.MOST),
                () -> Controllers.tirelessByLength(PER_REPLICA, Shape.MOST),
                () -> Controllers.keda(PER_REPLICA, Shape.MOST));
    }

    /** Numaflow has its own default as target; those that never change are the mean and the peak of most shapes. */
    static List<Supplier<Controller>> others() {
        return List.of(
                () -> Controllers.numaflow(20, Shape.MOST), () -> Controllers.fixed(4), () -> Controllers.fixed(10));
    }

    static Comparison of(Shape shape, long firstSeed, int seeds, List<Supplier<Controller>> controllers) {
        Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
        for (Supplier<Controller> controller : controllers) {
            outcomes.put(
                    controller.get().name(),
                    LongStream.range(firstSeed, firstSeed + seeds)
                            .parallel()
                            .mapToObj(seed -> {
                                Controller one = controller.get();
                                // Nobody chooses when its first look is: it lies anywhere in its period.
                                double phase = one.period() * ((seed * 0.618_033_988_749) % 1);
                                return Simulation.run(shape.items(seed), shape.world(), one, phase);
                            })
                            .toList());
        }
        return new Comparison(shape, outcomes);
    }

    double mean(String controller, ToDoubleFunction<Outcome> figure) {
        return outcomes.get(controller).stream().mapToDouble(figure).average().orElseThrow();
    }

    double ratioToKeda(String controller, ToDoubleFunction<Outcome> figure) {
        return mean(controller, figure) / mean(KEDA, figure);
    }

    /** Whether it is better in waiting and in what it uses. */
    boolean isBetterThanKeda(String controller) {
        return ratioToKeda(controller, outcome -> outcome.waits().mean()) < 1
                && ratioToKeda(controller, outcome -> outcome.waits().p99()) < 1
                && ratioToKeda(controller, Outcome::replicaSeconds) < 1;
    }
}
