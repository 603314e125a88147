package tireless.reconcile.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.SlotId;

/**
 * What one look led to. All times are since boot.
 *
 * @param actions in order
 * @param lookAgainAt when time alone may change what one slot needs
 * @param lookAgainAtAll when time alone may change what the resource as a whole needs
 * @param settled whether each slot can be looked at alone from now on: none waits for another
 */
public record Decision(
        List<Action> actions, Map<SlotId, Duration> lookAgainAt, Optional<Duration> lookAgainAtAll, boolean settled) {
    public Decision {
        actions = List.copyOf(actions);
        lookAgainAt = Map.copyOf(lookAgainAt);
    }

    /** Collects a decision; keeps the earliest time to look again. */
    static final class Draft {
        private final List<Action> actions = new ArrayList<>();
        private final Map<SlotId, Duration> lookAgainAt = new HashMap<>();
        private Optional<Duration> lookAgainAtAll = Optional.empty();

        void act(Action action) {
            actions.add(action);
        }

        void lookAgain(SlotId slot, Duration at) {
            lookAgainAt.merge(slot, at, (a, b) -> a.compareTo(b) <= 0 ? a : b);
        }

        void lookAgainAtAll(Duration at) {
            lookAgainAtAll = Optional.of(
                    lookAgainAtAll.filter(before -> before.compareTo(at) <= 0).orElse(at));
        }

        Decision finish(boolean settled) {
            return new Decision(actions, lookAgainAt, lookAgainAtAll, settled);
        }
    }
}
