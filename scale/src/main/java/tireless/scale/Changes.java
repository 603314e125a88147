package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tireless.model.scaling.Behavior.Policy;
import tireless.model.scaling.Behavior.Rules;
import tireless.model.scaling.Behavior.Select;

/**
 * How the count was changed lately, and what policies allow after that.
 *
 * @param made from the oldest to the newest
 */
record Changes(List<Change> made) {
    static final Changes NONE = new Changes(List.of());

    /** Kubernetes allows no longer period, so nothing older is ever asked for. */
    private static final Duration LONGEST_PERIOD = Duration.ofMinutes(30);

    Changes {
        made = List.copyOf(made);
    }

    /**
     * One change.
     *
     * @param at time since boot
     * @param by above zero where replicas were added
     */
    record Change(Duration at, int by) {}

    Changes with(Duration now, int by) {
        List<Change> next = new ArrayList<>(made);
        next.removeIf(old -> old.at().compareTo(now.minus(LONGEST_PERIOD)) <= 0);
        if (by != 0) {
            next.add(new Change(now, by));
        }
        return new Changes(next);
    }

    /** The most replicas that the rules of scaling out allow now, never below {@code current}. */
    int most(Rules rules, int current, Duration now) {
        if (rules.select() == Select.DISABLED) {
            return current;
        }
        var allowed = rules.policies().stream().mapToLong(policy -> {
            long start = start(policy, current, now);
            return switch (policy.unit()) {
                case PODS -> start + policy.value();
                case PERCENT -> (long) Tolerance.ceil(start * (1 + policy.value() / 100.0));
            };
        });
        long most = (rules.select() == Select.MAX ? allowed.max() : allowed.min()).orElse(Integer.MAX_VALUE);
        return Math.clamp(most, current, Integer.MAX_VALUE);
    }

    /** The fewest replicas that the rules of scaling in allow now, never above {@code current}. */
    int fewest(Rules rules, int current, Duration now) {
        if (rules.select() == Select.DISABLED) {
            return current;
        }
        var allowed = rules.policies().stream().mapToLong(policy -> {
            long start = start(policy, current, now);
            return switch (policy.unit()) {
                case PODS -> start - policy.value();
                case PERCENT -> (long) Math.floor(start * (1 - policy.value() / 100.0) + 1e-9);
            };
        });
        // The policy that allows the most change is the one that allows the fewest replicas.
        long fewest = (rules.select() == Select.MAX ? allowed.min() : allowed.max()).orElse(0);
        return Math.clamp(fewest, 0, current);
    }

    /** When the oldest change leaves the shortest period that it is still in, from now on. */
    Optional<Duration> untilNext(Rules rules, Duration now) {
        return rules.policies().stream()
                .flatMap(policy -> made.stream()
                        .filter(change -> isWithin(change, policy, now))
                        .map(change -> change.at().plus(policy.period()).minus(now)))
                .min(Duration::compareTo);
    }

    private long start(Policy policy, int current, Duration now) {
        long changed = made.stream()
                .filter(change -> isWithin(change, policy, now))
                .mapToLong(Change::by)
                .sum();
        return Math.max(0, current - changed);
    }

    private static boolean isWithin(Change change, Policy policy, Duration now) {
        return change.at().compareTo(now.minus(policy.period())) > 0;
    }
}
