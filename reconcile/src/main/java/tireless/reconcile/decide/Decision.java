package tireless.reconcile.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one look at a resource led to.
 *
 * @param actions in order
 * @param lookAgain when time alone may change the decision, since boot
 */
public record Decision(List<Action> actions, Optional<Duration> lookAgain) {
    public Decision {
        actions = List.copyOf(actions);
    }

    /** Collects a decision; keeps the earliest time to look again. */
    static final class Draft {
        private final List<Action> actions = new ArrayList<>();
        private Optional<Duration> lookAgain = Optional.empty();

        void act(Action action) {
            actions.add(action);
        }

        void lookAgain(Duration at) {
            lookAgain = Optional.of(
                    lookAgain.filter(before -> before.compareTo(at) <= 0).orElse(at));
        }

        boolean isEmpty() {
            return actions.isEmpty();
        }

        Decision finish() {
            return new Decision(actions, lookAgain);
        }
    }
}
