package tireless.autoscale;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tireless.autoscale.TriggerState.Failing;
import tireless.model.Event;
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

    /** By their place in the manifest. */
    private final SortedMap<Integer, Watched> watched = new TreeMap<>();

    private long failedLooks;

    /** @param tellings since boot, of those that count still */
    private record Watched(ScaleTrigger trigger, TriggerState state, List<Duration> tellings) {
        private static Watched unknown(ScaleTrigger trigger) {
            return new Watched(trigger, TriggerState.unknown(trigger.shown()), List.of());
        }

        private Watched with(TriggerState next) {
            return new Watched(trigger, next, tellings);
        }
    }

    /**
     * From now on these are looked at. Of the others nothing is told any more. One that was changed is the same to people, where it alone has its name.
     *
     * @param triggers all of the worker, in the order of the manifest
     */
    synchronized void keep(List<ScaleTrigger> triggers) {
        List<Watched> before = List.copyOf(watched.values());
        List<ScaleTrigger> asked =
                triggers.stream().filter(trigger -> !trigger.isOfReplicas()).toList();
        watched.clear();
        for (int place = 0; place < triggers.size(); place++) {
            ScaleTrigger trigger = triggers.get(place);
            if (!trigger.isOfReplicas()) {
                Watched known = before.stream()
                        .filter(one -> one.trigger().equals(trigger))
                        .findFirst()
                        .or(() -> alone(trigger.shown(), before, asked))
                        .orElseGet(() -> Watched.unknown(trigger));
                watched.put(place, new Watched(trigger, known.state(), known.tellings()));
            }
        }
    }

    private static Optional<Watched> alone(String name, List<Watched> before, List<ScaleTrigger> next) {
        List<Watched> named = before.stream()
                .filter(one -> one.trigger().shown().equals(name))
                .toList();
        return named.size() == 1
                        && next.stream()
                                        .filter(trigger -> trigger.shown().equals(name))
                                        .count()
                                == 1
                ? Optional.of(named.getFirst())
                : Optional.empty();
    }

    /**
     * Goes on from what an earlier process told: what it called failing is told again only when it works.
     *
     * @param past what happened to the worker, the newest first
     */
    synchronized void goOn(List<Event> past, Now now) {
        Set<String> known = new HashSet<>();
        for (Event event : past) {
            switch (event.happening()) {
                // Who paused it was told enough.
                case Happening.PowerChanged _ -> {
                    return;
                }
                case Happening.TriggerRecovered(String name, var _) -> known.add(name);
                case Happening.TriggerFailed(String name, String why) -> {
                    if (known.add(name)) {
                        failedBefore(name, new Failing(at(event, now), 0, why, true));
                    }
                }
                default -> {}
            }
        }
    }

    private void failedBefore(String name, Failing failing) {
        List<Integer> places = watched.entrySet().stream()
                .filter(each -> each.getValue().trigger().shown().equals(name))
                .map(Map.Entry::getKey)
                .toList();
        if (places.size() == 1) {
            watched.computeIfPresent(
                    places.getFirst(), (_, one) -> one.with(one.state().failed(failing)));
        }
    }

    private static Now at(Event event, Now now) {
        Duration ago = Duration.between(event.at(), now.wall());
        return new Now(event.at(), now.sinceBoot().minus(ago.isNegative() ? Duration.ZERO : ago), now.boot());
    }

    /** @param place of the trigger in the manifest */
    synchronized void asked(int place, Now now) {
        watched.computeIfPresent(place, (_, one) -> one.with(one.state().asked(now)));
    }

    /**
     * What people are to be told of an answer.
     *
     * @param trigger that was asked: by now another one may be in its place
     */
    synchronized Optional<Happening> answered(int place, ScaleTrigger trigger, Reading reading, Now now) {
        Watched one = watched.get(place);
        if (one == null || !one.trigger().equals(trigger)) {
            return Optional.empty();
        }
        String name = one.trigger().shown();
        return switch (reading) {
            case Reading.Measured _ -> {
                Optional<Failing> over = one.state().failing().filter(Failing::told);
                watched.put(place, one.with(one.state().read(now)));
                yield over.map(failing -> new Happening.TriggerRecovered(
                        name, now.since(failing.since().sinceBoot())));
            }
            case Reading.Failed(String why) -> {
                failedLooks++;
                Failing failing = one.state()
                        .failing()
                        .map(before -> before.again(why))
                        .orElseGet(() -> new Failing(now, 1, why, false));
                if (failing.told() || !lasts(failing, now)) {
                    watched.put(place, one.with(one.state().failed(failing)));
                    yield Optional.empty();
                }
                List<Duration> lately = lately(one.tellings(), now);
                boolean tell =
                        lately.size() < OFTEN || now.since(lately.getLast()).compareTo(CALM) >= 0;
                watched.put(
                        place,
                        new Watched(
                                one.trigger(),
                                one.state().failed(tell ? failing.tell() : failing),
                                tell ? with(lately, now) : lately));
                yield tell ? Optional.of(new Happening.TriggerFailed(name, why)) : Optional.empty();
            }
        };
    }

    private static boolean lasts(Failing failing, Now now) {
        return failing.looks() >= LOOKS
                || (failing.looks() > 1
                        && now.since(failing.since().sinceBoot()).compareTo(A_WHILE) >= 0);
    }

    private static List<Duration> lately(List<Duration> tellings, Now now) {
        return tellings.stream()
                .filter(at -> now.since(at).compareTo(LATELY) < 0)
                .toList();
    }

    private static List<Duration> with(List<Duration> lately, Now now) {
        return Stream.concat(lately.stream(), Stream.of(now.sinceBoot())).toList();
    }

    /** In the order of the manifest. */
    synchronized List<TriggerState> all() {
        return watched.values().stream().map(Watched::state).toList();
    }

    /** Since the worker is scaled by this process. */
    synchronized long failedLooks() {
        return failedLooks;
    }
}
