package tireless.autoscale;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
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

    /** What comes and goes is told so often in {@link #LATELY}, */
    static final int OFTEN = 5;

    static final Duration LATELY = Duration.ofMinutes(10);

    /** and from then on only where it was not told for so long. */
    static final Duration CALM = Duration.ofMinutes(2);

    private final SequencedMap<ScaleTrigger, TriggerState> states = new LinkedHashMap<>();
    private final Map<ScaleTrigger, List<Duration>> tellings = new HashMap<>();
    private long failedLooks;

    /**
     * From now on these are looked at, in this order. Of the others nothing is told any more. One that was changed is the same to people, where it alone has its
     * name.
     */
    synchronized void keep(List<ScaleTrigger> triggers) {
        List<ScaleTrigger> asked =
                triggers.stream().filter(trigger -> !trigger.isOfReplicas()).toList();
        SequencedMap<ScaleTrigger, TriggerState> next = new LinkedHashMap<>();
        Map<ScaleTrigger, List<Duration>> kept = new HashMap<>();
        for (ScaleTrigger trigger : asked) {
            Optional<ScaleTrigger> before =
                    states.containsKey(trigger) ? Optional.of(trigger) : alone(trigger.shown(), asked);
            next.put(trigger, before.map(states::get).orElseGet(() -> TriggerState.unknown(trigger.shown())));
            before.map(tellings::get).ifPresent(times -> kept.put(trigger, times));
        }
        states.clear();
        states.putAll(next);
        tellings.clear();
        tellings.putAll(kept);
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
        tellings.clear();
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
                yield over.map(failing -> new Happening.TriggerRecovered(
                        trigger.shown(), now.since(failing.since().sinceBoot())));
            }
            case Reading.Failed(String why) -> {
                failedLooks++;
                Failing failing = state.failing()
                        .map(before -> before.again(why))
                        .orElseGet(() -> new Failing(now, 1, why, false));
                boolean tell = !failing.told() && lasts(failing, now) && mayTell(trigger, now);
                states.put(trigger, state.failed(tell ? failing.tell() : failing));
                yield tell ? Optional.of(new Happening.TriggerFailed(trigger.shown(), why)) : Optional.empty();
            }
        };
    }

    private static boolean lasts(Failing failing, Now now) {
        return failing.looks() >= LOOKS
                || (failing.looks() > 1
                        && now.since(failing.since().sinceBoot()).compareTo(A_WHILE) >= 0);
    }

    /** Notes that it is told, where it may be. */
    private boolean mayTell(ScaleTrigger trigger, Now now) {
        List<Duration> lately = tellings.getOrDefault(trigger, List.of()).stream()
                .filter(at -> now.since(at).compareTo(LATELY) < 0)
                .toList();
        boolean may = lately.size() < OFTEN || now.since(lately.getLast()).compareTo(CALM) >= 0;
        tellings.put(
                trigger,
                may ? Stream.concat(lately.stream(), Stream.of(now.sinceBoot())).toList() : lately);
        return may;
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
