package tireless.autoscale;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import tireless.autoscale.TriggerState.Failing;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.scaling.ScaleTrigger;
import tireless.scale.Reading;

/**
 * How it goes with the triggers of one worker, and what people are told of it: once when a trigger begins to fail, and once when it can be
 * read again. Safe for use by many threads.
 */
final class TriggerStates {
    /** So many looks that failed are told, whatever time they took. */
    static final int LOOKS = 3;

    /** So long is told where it is more than one look. */
    static final Duration A_WHILE = Duration.ofSeconds(5);

    /** What comes and goes is told no more often than that. */
    static final Duration CALM = Duration.ofMinutes(1);

    private final SequencedMap<ScaleTrigger, TriggerState> states = new LinkedHashMap<>();
    private final Map<ScaleTrigger, Now> recovered = new HashMap<>();
    private long failedLooks;

    /**
     * From now on these are looked at, in this order. Of the others nothing is told any more. One that was changed is the same to people, where it alone has its
     * name.
     */
    synchronized void keep(List<ScaleTrigger> triggers) {
        List<ScaleTrigger> asked =
                triggers.stream().filter(trigger -> !trigger.isOfReplicas()).toList();
        SequencedMap<ScaleTrigger, TriggerState> next = new LinkedHashMap<>();
        Map<ScaleTrigger, Now> calm = new HashMap<>();
        for (ScaleTrigger trigger : asked) {
            Optional<ScaleTrigger> before =
                    states.containsKey(trigger) ? Optional.of(trigger) : alone(trigger.shown(), asked);
            next.put(trigger, before.map(states::get).orElseGet(() -> TriggerState.unknown(trigger.shown())));
            before.map(recovered::get).ifPresent(at -> calm.put(trigger, at));
        }
        states.clear();
        states.putAll(next);
        recovered.clear();
        recovered.putAll(calm);
    }

    private Optional<ScaleTrigger> alone(String name, List<ScaleTrigger> next) {
        Predicate<ScaleTrigger> named = trigger -> trigger.shown().equals(name);
        return next.stream().filter(named).count() == 1
                        && states.keySet().stream().filter(named).count() == 1
                ? states.keySet().stream().filter(named).findFirst()
                : Optional.empty();
    }

    /** Nothing is looked at any more, nor told. */
    synchronized void forget() {
        states.clear();
        recovered.clear();
    }

    synchronized void asked(ScaleTrigger trigger, Now now) {
        states.computeIfPresent(trigger, (_, state) -> state.asked(now));
    }

    /** What people are to be told of an answer. */
    synchronized Optional<Happening> answered(ScaleTrigger trigger, Reading reading, Now now) {
        TriggerState state = states.get(trigger);
        if (state == null) {
            return Optional.empty();
        }
        return switch (reading) {
            case Reading.Measured _ -> {
                states.put(trigger, state.read(now));
                Optional<Failing> over = state.failing().filter(Failing::told);
                over.ifPresent(_ -> recovered.put(trigger, now));
                yield over.map(failing -> new Happening.TriggerRecovered(
                        trigger.shown(), now.since(failing.since().sinceBoot())));
            }
            case Reading.Failed(String why) -> {
                failedLooks++;
                Failing failing = state.failing()
                        .map(before -> before.again(why))
                        .orElseGet(() -> new Failing(now, 1, why, false));
                boolean tell = !failing.told() && isTold(failing, Optional.ofNullable(recovered.get(trigger)), now);
                states.put(trigger, state.failed(tell ? failing.tell() : failing));
                yield tell ? Optional.of(new Happening.TriggerFailed(trigger.shown(), why)) : Optional.empty();
            }
        };
    }

    private static boolean isTold(Failing failing, Optional<Now> recovered, Now now) {
        Duration lasts = now.since(failing.since().sinceBoot());
        boolean lasting = failing.looks() >= LOOKS || (failing.looks() > 1 && lasts.compareTo(A_WHILE) >= 0);
        return lasting
                && recovered
                        .filter(at -> now.since(at.sinceBoot()).compareTo(CALM) < 0)
                        .isEmpty();
    }

    /** In the order of the manifest. */
    synchronized List<TriggerState> all() {
        return List.copyOf(states.values());
    }

    /** Since the worker is scaled by this process. */
    synchronized long failedLooks() {
        return failedLooks;
    }
}
