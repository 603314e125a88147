package tireless.control.compute;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tireless.engine.Desired;
import tireless.engine.Engine;
import tireless.engine.Handover;
import tireless.model.Lifetime;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.RolloutRecord;

/** How an engine is told what is desired. */
final class Handing {
    private Handing() {}

    /** Of what it does not have. */
    static void over(Engine engine, Desired desired) {
        if (desired.revision().workload().lifetime() == Lifetime.ENDS) {
            engine.runUnit(desired.revision());
        } else {
            engine.accept(desired);
        }
    }

    /** What was asked for while it was being told something else. */
    static void difference(Engine engine, @Nullable Desired told, Desired desired) {
        ResourceKey key = desired.revision().key();
        if (told == null || (told.power() == Power.REMOVED && desired.power() != Power.REMOVED)) {
            over(engine, desired);
            return;
        }
        if (!told.revision().equals(desired.revision())) {
            engine.accept(desired.revision());
        }
        if (!told.scaledTo().equals(desired.scaledTo())) {
            desired.scaledTo().ifPresent(count -> engine.scale(key, count));
        }
        if (told.power() != desired.power()) {
            power(engine, key, desired.power());
        }
    }

    static void power(Engine engine, ResourceKey key, Power power) {
        switch (power) {
            case ON -> engine.resume(key);
            case PAUSED -> engine.pause(key);
            case STOPPED -> engine.stop(key);
            case REMOVED -> engine.remove(key);
        }
    }

    /** The part of what is known of an engine before that concerns {@code desired}; a roll-out that came from elsewhere was a move. */
    static Handover part(Handover before, Map<ResourceKey, Desired> desired) {
        Predicate<RolloutRecord> stayed = rollout -> {
            Desired now = desired.get(rollout.resource());
            return now != null
                    && before.past()
                            .find(rollout.resource(), rollout.uid(), rollout.from())
                            .map(from -> isAtOnePlace(from, now.revision()))
                            .orElse(true);
        };
        return new Handover(
                before.past(),
                before.restarts().stream()
                        .filter(restart -> desired.containsKey(restart.resource()))
                        .toList(),
                before.rollouts().stream().filter(stayed).toList());
    }

    private static boolean isAtOnePlace(Revision one, Revision other) {
        return Place.of(one).equals(Place.of(other));
    }
}
