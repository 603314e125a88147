package tireless.autoscale;

import java.util.List;
import java.util.Optional;

/**
 * How the scaling of a worker goes.
 *
 * @param decisions the newest first, then those that changed the count; none before the first look
 * @param triggers those that are asked outside of its replicas, in the order of the manifest; none while it is paused
 * @param failedLooks at triggers that could not be read, since this process scales it
 * @param unset why the count that the last look found right could not be set, as on a full disk; empty where it could
 */
public record ScalingState(
        List<Decided> decisions, List<TriggerState> triggers, long failedLooks, Optional<String> unset) {
    /** Of what nothing scales. */
    public static final ScalingState NONE = new ScalingState(List.of(), List.of(), 0);

    public ScalingState {
        decisions = List.copyOf(decisions);
        triggers = List.copyOf(triggers);
    }

    /** Of what has the count that it should have. */
    public ScalingState(List<Decided> decisions, List<TriggerState> triggers, long failedLooks) {
        this(decisions, triggers, failedLooks, Optional.empty());
    }

    /** The triggers that can not be read for a while now. */
    public List<TriggerState> failing() {
        return triggers.stream()
                .filter(trigger ->
                        trigger.failing().filter(TriggerState.Failing::lasts).isPresent())
                .toList();
    }
}
