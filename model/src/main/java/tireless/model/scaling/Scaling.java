package tireless.model.scaling;

import java.util.List;
import java.util.Optional;

/**
 * How the count of replicas of one resource follows its load.
 *
 * @param base what a use of processor and memory is a percentage of
 * @param triggers what it goes by, as written; the largest demand wins
 * @param fallback what holds while a trigger can not be read; empty is the count as it is
 * @param overrides what holds whatever the load is
 */
public record Scaling(
        Bounds bounds,
        Requests base,
        List<ScaleTrigger> triggers,
        Cadence cadence,
        Behavior behavior,
        Optional<Fallback> fallback,
        Overrides overrides) {
    public Scaling {
        triggers = List.copyOf(triggers);
    }

    /** Of which only the load decides. */
    public Scaling(
            Bounds bounds,
            Requests base,
            List<ScaleTrigger> triggers,
            Cadence cadence,
            Behavior behavior,
            Optional<Fallback> fallback) {
        this(bounds, base, triggers, cadence, behavior, fallback, Overrides.NONE);
    }
}
