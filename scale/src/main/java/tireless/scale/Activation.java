package tireless.scale;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.scale.Demand.Activity;

/**
 * Whether there was work.
 *
 * @param since when this began to be watched, as time since boot
 * @param wasActive whether there ever was work; also where nobody remembers
 * @param inactiveSince since when every trigger said that there is none; empty where one says otherwise, or can not be asked
 */
record Activation(Duration since, boolean wasActive, Optional<Duration> inactiveSince) {

    /** What the triggers together say of the count, before anything is counted. */
    sealed interface Verdict {
        /** There is work: at least so many. */
        record Working(int least) implements Verdict {}

        /** There may be work, or was until just now: at least so many, and fewer after {@code until} at the earliest. */
        record Waiting(int least, Optional<Duration> until) implements Verdict {}

        /** There is none: exactly so many. */
        record Resting(int replicas) implements Verdict {}
    }

    Activation with(List<Demand> demands, Duration now) {
        Activity activity = of(demands);
        boolean inactive = activity == Activity.INACTIVE;
        return new Activation(
                since,
                wasActive || activity == Activity.ACTIVE,
                inactive ? Optional.of(inactiveSince.orElse(now)) : Optional.empty());
    }

    /** Whether there is work by what any of them says; where none ever tells, there always is. */
    private static Activity of(List<Demand> demands) {
        List<Activity> told = demands.stream()
                .map(Demand::activity)
                .filter(activity -> activity != Activity.SILENT)
                .toList();
        if (told.isEmpty() || told.contains(Activity.ACTIVE)) {
            return Activity.ACTIVE;
        }
        return told.contains(Activity.UNKNOWN) ? Activity.UNKNOWN : Activity.INACTIVE;
    }

    Verdict verdict(List<Demand> demands, Bounds bounds, Cadence cadence, int current, Duration now) {
        int least = Math.max(1, bounds.least());
        boolean asleep = current <= bounds.floor() && bounds.floor() < least;
        return switch (of(demands)) {
            case ACTIVE, SILENT -> new Verdict.Working(least);
            case UNKNOWN -> asleep ? new Verdict.Resting(bounds.floor()) : new Verdict.Waiting(least, Optional.empty());
            case INACTIVE -> {
                if (bounds.floor() >= least) {
                    yield new Verdict.Waiting(least, Optional.empty());
                }
                Duration until = cooled(cadence, now).minus(now);
                yield asleep || !until.isPositive()
                        ? new Verdict.Resting(bounds.floor())
                        : new Verdict.Waiting(least, Optional.of(until));
            }
        };
    }

    private Duration cooled(Cadence cadence, Duration now) {
        return wasActive ? inactiveSince.orElse(now).plus(cadence.cooldown()) : since.plus(cadence.initialCooldown());
    }
}
