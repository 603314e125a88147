package tireless.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Scaling;
import tireless.scale.Activation.Verdict;

/**
 * How many replicas there should be. Of what the triggers ask for the largest counts; then stabilization, policies and bounds, as in
 * Kubernetes; and none at all, or the idle count, only after the cooldown. What can not be read asks for nothing, and forbids fewer.
 */
public final class ScaleDecider {
    private final Scaling scaling;
    private final ScaleMemory memory;
    private final int current;
    private final Duration now;
    private final List<Explanation.Line> lines = new ArrayList<>();
    private final List<Duration> until = new ArrayList<>();

    private ScaleDecider(Scaling scaling, ScaleMemory memory, int current, Duration now) {
        this.scaling = scaling;
        this.memory = memory;
        this.current = current;
        this.now = now;
    }

    /**
     * Decides once, after one look. Pure: the same arguments give the same decision.
     *
     * @param memory that of the decision before; {@link ScaleMemory#created} or {@link ScaleMemory#resumed} at first
     * @param sinceBoot never less than at the decision before
     */
    public static ScaleDecision decide(Scaling scaling, ScaleMemory memory, Observed observed, Duration sinceBoot) {
        ScaleDecider decider = new ScaleDecider(scaling, memory, observed.replicas(), sinceBoot);
        return scaling.overrides().pauses()
                ? decider.paused()
                : decider.decide(new Demands(scaling, memory, observed, sinceBoot));
    }

    /** Nothing of the time before counts any more when it goes on. */
    private ScaleDecision paused() {
        int replicas = scaling.overrides().pausedReplicas().orElse(current);
        say("paused at %s by `%s`"
                .formatted(
                        Figures.of(replicas),
                        scaling.overrides().pausedReplicas().isPresent() ? "paused-replicas" : "paused"));
        decided(replicas);
        return new ScaleDecision(
                replicas,
                ScaleMemory.resumed(replicas, now),
                new Explanation(current, replicas, lines, Optional.empty()));
    }

    private ScaleDecision decide(Demands demands) {
        List<Demand> all =
                Stream.concat(demands.all().stream(), forced().stream()).toList();
        all.forEach(demand -> lines.add(new Explanation.Line(demand.trigger(), demand.text())));
        Activation activation = memory.activation().with(all, now);
        Verdict verdict = activation.verdict(all, scaling.bounds(), scaling.cadence(), current, now);
        int wanted = wanted(all, verdict);
        Recommendations largest = memory.largest()
                .with(wanted, now, scaling.behavior().scaleDown().stabilization(), Math::max);
        Recommendations smallest =
                memory.smallest().with(wanted, now, scaling.behavior().scaleUp().stabilization(), Math::min);
        int replicas = overridden(
                verdict instanceof Verdict.Resting
                        ? wanted
                        : bounded(allowed(stabilized(wanted, largest, smallest)), verdict));
        decided(replicas);
        ScaleMemory next = new ScaleMemory(
                activation,
                largest,
                smallest,
                memory.changes().with(now, replicas - current),
                demands.failures(),
                demands.drains());
        return new ScaleDecision(
                replicas,
                next,
                new Explanation(current, replicas, lines, until.stream().min(Duration::compareTo)));
    }

    private Optional<Demand> forced() {
        return scaling.overrides().forceActivation()
                ? Optional.of(new Demand.None("force-activation", Demand.Activity.ACTIVE, "as if there were work"))
                : Optional.empty();
    }

    /** The count that a person allows: the bounds hold nevertheless. */
    private int overridden(int replicas) {
        Overrides overrides = scaling.overrides();
        int fewest =
                overrides.pausedScaleIn() ? Math.min(current, scaling.bounds().most()) : 0;
        int most =
                overrides.pausedScaleOut() ? Math.max(current, scaling.bounds().floor()) : Integer.MAX_VALUE;
        int allowed = Math.clamp(replicas, fewest, Math.max(fewest, most));
        if (allowed != replicas) {
            say("%d instead of %d by `%s`"
                    .formatted(allowed, replicas, allowed > replicas ? "paused-scale-in" : "paused-scale-out"));
        }
        return allowed;
    }

    /** The largest demand within the bounds, and no fewer than there are while something can not be read. */
    private int wanted(List<Demand> demands, Verdict verdict) {
        if (verdict instanceof Verdict.Resting(int replicas)) {
            String unread = named(demands, demand -> demand.activity() == Demand.Activity.UNKNOWN);
            say(
                    unread.isEmpty()
                            ? "no trigger is active → " + replicas
                            : "held at %d while nothing is known of %s".formatted(replicas, unread));
            return replicas;
        }
        OptionalInt largest = demands.stream()
                .flatMapToInt(demand ->
                        demand instanceof Demand.Known known ? IntStream.of(known.replicas()) : IntStream.empty())
                .max();
        String unknown = named(demands, demand -> demand instanceof Demand.Unknown);
        if (!unknown.isEmpty() && largest.orElse(0) < current) {
            say("held at %d while nothing is known of %s".formatted(current, unknown));
            return bounded(current, verdict);
        }
        return bounded(largest.orElse(current), verdict);
    }

    private static String named(List<Demand> demands, Predicate<Demand> which) {
        return demands.stream()
                .filter(which)
                .map(demand -> "`" + demand.trigger() + "`")
                .collect(Collectors.joining(", "));
    }

    private static int least(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Working(int least) -> least;
            case Verdict.Waiting(int least, var _) -> least;
            case Verdict.Resting(int replicas) -> replicas;
        };
    }

    private int bounded(int count, Verdict verdict) {
        Bounds bounds = scaling.bounds();
        if (count > bounds.most()) {
            once("limited by maxReplicas " + bounds.most());
            return bounds.most();
        }
        int least = Math.min(bounds.most(), least(verdict));
        if (count >= least) {
            return count;
        }
        if (verdict instanceof Verdict.Waiting(var _, Optional<Duration> cooling) && cooling.isPresent()) {
            until.add(cooling.get());
            once("%d until the cooldown is over, in %s".formatted(least, Figures.seconds(cooling.get())));
        } else {
            once(scaling.bounds().least() == least ? "raised to minReplicas " + least : "there is work → " + least);
        }
        return least;
    }

    private int stabilized(int wanted, Recommendations largest, Recommendations smallest) {
        Behavior behavior = scaling.behavior();
        if (wanted > current) {
            Duration window = behavior.scaleUp().stabilization();
            int careful = Math.max(current, smallest.extreme());
            if (careful < wanted) {
                smallest.untilNext(now, window).ifPresent(until::add);
                say("%d instead of %d: the smallest demand of the last %s"
                        .formatted(careful, wanted, Figures.seconds(window)));
            }
            return careful;
        }
        Duration window = behavior.scaleDown().stabilization();
        int careful = Math.min(current, largest.extreme());
        if (careful > wanted) {
            largest.untilNext(now, window).ifPresent(until::add);
            say("%d instead of %d: the largest demand of the last %s"
                    .formatted(careful, wanted, Figures.seconds(window)));
        }
        return careful;
    }

    private int allowed(int wanted) {
        if (wanted == current) {
            return current;
        }
        Behavior.Rules rules = wanted > current
                ? scaling.behavior().scaleUp()
                : scaling.behavior().scaleDown();
        int allowed = wanted > current
                ? Math.min(wanted, memory.changes().most(rules, current, now))
                : Math.max(wanted, memory.changes().fewest(rules, current, now));
        if (allowed != wanted) {
            memory.changes().untilNext(rules, now).ifPresent(until::add);
            say("%d instead of %d: the policies of `%s` allow no more change now"
                    .formatted(allowed, wanted, wanted > current ? "scaleUp" : "scaleDown"));
        }
        return allowed;
    }

    private void decided(int replicas) {
        say(replicas == current ? "stays " + current : "%d → %d".formatted(current, replicas));
    }

    private void say(String text) {
        lines.add(new Explanation.Line(Explanation.DECISION, text));
    }

    private void once(String text) {
        if (lines.stream().noneMatch(line -> line.text().equals(text))) {
            say(text);
        }
    }
}
