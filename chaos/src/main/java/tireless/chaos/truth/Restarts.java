package tireless.chaos.truth;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tireless.chaos.schedule.Order;

/**
 * All starts of workers after the first of each slot, and why they were.
 *
 * @param byCause how many, by the kind of their cause
 * @param unexplained those that nothing was done for
 * @param afterKill from the kill of a worker to its next start
 */
public record Restarts(Map<String, Integer> byCause, List<String> unexplained, List<Duration> afterKill) {
    /** A roll-out and a restart take one replica after the other, and a server may be frozen or dead meanwhile. */
    private static final Duration LATE = Duration.ofSeconds(90);

    public Restarts {
        byCause = new TreeMap<>(byCause);
        unexplained = List.copyOf(unexplained);
        afterKill = List.copyOf(afterKill);
    }

    /** Finds a cause for each restart; none explains two restarts of one slot. */
    public static Restarts explain(List<Birth> births, List<Cause> causes) {
        Map<String, List<Birth>> bySlot = new TreeMap<>();
        births.stream()
                .sorted(Comparator.comparing(Birth::up).thenComparingInt(Birth::attempt))
                .forEach(birth -> bySlot.computeIfAbsent(birth.slot(), _ -> new ArrayList<>())
                        .add(birth));
        Map<String, Integer> byCause = new TreeMap<>();
        List<String> unexplained = new ArrayList<>();
        List<Duration> afterKill = new ArrayList<>();
        bySlot.forEach((slot, lives) -> {
            Set<Cause> used = new HashSet<>();
            for (int i = 1; i < lives.size(); i++) {
                Birth next = lives.get(i);
                Optional<Cause> cause = cause(lives.get(i - 1), next, causes, used);
                if (cause.isEmpty()) {
                    unexplained.add("%s after %s, at %.2f s: nothing was done for that"
                            .formatted(next.run(), lives.get(i - 1).run(), seconds(next.up())));
                    continue;
                }
                used.add(cause.get());
                byCause.merge(cause.get().kind(), 1, Integer::sum);
                if (cause.get() instanceof Cause.Killed kill) {
                    afterKill.add(next.up().minus(kill.from()));
                }
            }
        });
        return new Restarts(byCause, unexplained, afterKill);
    }

    private static Optional<Cause> cause(Birth last, Birth next, List<Cause> causes, Set<Cause> used) {
        Duration end = next.up().plus(Birth.TICK);
        return causes.stream()
                .filter(cause -> !used.contains(cause) && cause.from().compareTo(end) <= 0)
                .filter(cause -> switch (cause) {
                    case Cause.Killed kill -> kill.pid() == last.pid() && isOf(kill, last);
                    case Cause.Ordered ordered ->
                        ordered.order().crew().equals(next.crew())
                                && ordered.until().plus(LATE).compareTo(last.up()) >= 0
                                && mayRestart(ordered.order(), last, next);
                })
                .min(Comparator.comparingInt((Cause cause) -> cause instanceof Cause.Killed ? 0 : 1)
                        .thenComparing(Cause::from));
    }

    private static boolean isOf(Cause.Killed kill, Birth victim) {
        return kill.from().plus(Birth.TICK).compareTo(victim.up()) >= 0;
    }

    private static boolean mayRestart(Order order, Birth last, Birth next) {
        boolean another = !last.uid().equals(next.uid());
        return switch (order) {
            case Order.Delete _ -> another;
            case Order.Apply apply -> !another && apply.round() == next.round() && next.round() != last.round();
            case Order.Scale _, Order.Pause _, Order.Restart _ -> !another;
            case Order.Resume _ -> false;
        };
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
