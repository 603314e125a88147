package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.kubernetes.hear.Ears;
import tireless.kubernetes.hear.Hearing;
import tireless.kubernetes.log.LogSource;
import tireless.kubernetes.relay.RelayContainer;
import tireless.kubernetes.sight.Phases;
import tireless.kubernetes.sight.PodView;
import tireless.model.Happening;
import tireless.model.SlotId;
import tireless.model.StallPolicy;
import tireless.model.Workload;

/** Hears what workers in their pods say, and judges by it. Used by the engine's thread alone. */
final class Listening {
    /** As often as relays print a line, what may have changed by silence alone is looked at. */
    private static final Duration BEAT = Duration.ofSeconds(2);

    private final Ears ears;
    private final Watching.Teller teller;
    private Duration next = Duration.ZERO;

    Listening(Ears ears, Watching.Teller teller) {
        this.ears = ears;
        this.teller = teller;
    }

    /** Whether anything is heard is looked at then, as time since boot; empty where nobody is listened to. */
    Optional<Duration> due(Collection<Resource> resources) {
        return resources.stream().anyMatch(resource -> !resource.hearings.isEmpty())
                ? Optional.of(next)
                : Optional.empty();
    }

    /** Of the resources those that are to be judged by the time alone; none before it is {@link #due}. */
    List<Resource> beat(Collection<Resource> resources, Duration now) {
        if (now.compareTo(next) < 0) {
            return List.of();
        }
        next = now.plus(BEAT);
        List<Resource> heard = resources.stream()
                .filter(resource -> !resource.hearings.isEmpty())
                .toList();
        heard.forEach(resource -> {
            count(resource, now);
            renew(resource, now);
        });
        return heard;
    }

    private void renew(Resource resource, Duration now) {
        Optional<StallPolicy> stall =
                resource.revision.map(revision -> revision.workload().stall());
        resource.hearings.forEach((uid, hearing) -> {
            if (hearing.missesLine(now)) {
                ears.renew(resource.key, uid);
            }
            if (stall.filter(policy -> hearing.isCountDoubted(policy, now)).isPresent()) {
                ears.recount(resource.key, uid);
            }
        });
    }

    private void count(Resource resource, Duration now) {
        if (pattern(resource).isEmpty()) {
            return;
        }
        resource.pods.forEach((uid, pod) -> Optional.ofNullable(resource.hearings.get(uid))
                .ifPresent(hearing -> ears.counted(resource.key, uid)
                        .map(counted -> hearing.counted(counted, pod.restarts(), now))
                        .ifPresent(warnings -> warn(resource, uid, warnings))));
    }

    private static Optional<String> pattern(Resource resource) {
        return resource.revision.flatMap(
                revision -> revision.workload().run().provisions().signals().logPattern());
    }

    void heard(Resource resource, Letter.Heard letter) {
        Optional.ofNullable(resource.hearings.get(letter.pod())).ifPresent(hearing -> {
            warn(resource, letter.pod(), hearing.line(letter.run(), letter.line(), letter.arrived()));
            resource.sendsReady |= hearing.saidReady();
        });
    }

    void deaf(Resource resource, Letter.Deaf letter) {
        Optional.ofNullable(resource.hearings.get(letter.pod())).ifPresent(hearing -> hearing.deaf(letter.why()));
    }

    private void warn(Resource resource, String pod, List<String> warnings) {
        warnings.forEach(warning -> tell(resource, pod, new Happening.Warned(warning)));
    }

    private void tell(Resource resource, String pod, Happening happening) {
        Resource.Place place = resource.places.get(pod);
        if (place != null) {
            teller.tell(resource, OptionalInt.of(place.ordinal()), happening);
        }
    }

    /** How a pod is, with what is heard of it: one whose word is waited for is not ready. */
    PodView view(Resource resource, PodView pod, Duration now) {
        if (pod.relay().isEmpty()) {
            return pod;
        }
        Hearing hearing = resource.hearings.computeIfAbsent(pod.id().uid(), _ -> new Hearing(now));
        hearing.countsBy(pattern(resource), now);
        hearing.sees(pod, now);
        resource.sendsReady |= hearing.saidReady();
        boolean awaited = resource.sendsReady
                && !hearing.saidReady()
                && hearing.mayYetSpeak(now)
                && resource.revision
                        .filter(revision ->
                                revision.workload().probes().readiness().isEmpty())
                        .isPresent();
        PodView view = pod.awaiting(awaited);
        hearing.ready(view.ready() && view.runningSince().isPresent(), now);
        return view;
    }

    /** Pods that look another way by what was heard since they were last seen. */
    List<PodView> changed(Resource resource, Duration now) {
        List<PodView> changed = new ArrayList<>();
        resource.pods.values().forEach(pod -> {
            if (!view(resource, pod, now).equals(pod)) {
                changed.add(pod);
            }
        });
        return changed;
    }

    /** Tells of those that stall now; whether there are some. */
    boolean judge(Resource resource) {
        boolean stalls = false;
        for (PodView pod : resource.slots.pods().values()) {
            Optional<String> why = pod.stays() ? stall(resource, pod) : Optional.empty();
            Hearing hearing = resource.hearings.get(pod.id().uid());
            if (hearing != null && hearing.tells(why)) {
                tell(resource, pod.id().uid(), new Happening.Stalled(why.orElseThrow()));
                stalls = true;
            }
        }
        return stalls;
    }

    /** Has those listened to that there are now. */
    void attend(Resource resource) {
        List<LogSource> relays = new ArrayList<>();
        List<LogSource> workers = new ArrayList<>();
        Optional<String> pattern = pattern(resource);
        resource.pods.forEach((uid, pod) -> {
            Resource.Place place = resource.places.get(uid);
            if (place != null && resource.hearings.containsKey(uid)) {
                pod.relay()
                        .ifPresent(relay -> relays.add(new LogSource(
                                uid,
                                pod.id().namespace(),
                                pod.id().name(),
                                RelayContainer.NAME,
                                new SlotId(resource.key, place.ordinal()).replica(),
                                relay.restarts(),
                                relay.running() ? LogSource.State.RUNNING : LogSource.State.OVER)));
                if (pattern.isPresent()) {
                    Sources.of(resource, uid, pod).ifPresent(workers::add);
                }
            }
        });
        if (!relays.equals(resource.relays)) {
            resource.relays = List.copyOf(relays);
            ears.follow(resource.key, relays);
        }
        if (!workers.equals(resource.counted) || !pattern.equals(resource.countedBy)) {
            resource.counted = List.copyOf(workers);
            resource.countedBy = pattern;
            ears.count(resource.key, workers, pattern.orElse(""));
        }
    }

    void forget(Resource resource, String pod) {
        resource.hearings.remove(pod);
        ears.forget(pod);
    }

    /** Why a pod counts as stalled; empty where it does not. */
    static Optional<String> stall(Resource resource, PodView pod) {
        return resource.revision
                .map(revision -> revision.workload())
                .map(Workload::stall)
                .flatMap(policy -> Optional.ofNullable(
                                resource.hearings.get(pod.id().uid()))
                        .flatMap(hearing -> hearing.stall(policy)));
    }

    /** What is heard of the worker in a pod. */
    static Phases.Heard heard(Resource resource, PodView pod, Duration now) {
        return Optional.ofNullable(resource.hearings.get(pod.id().uid()))
                .map(hearing -> new Phases.Heard(hearing.report(now), hearing.deafness()))
                .orElse(Phases.Heard.NOTHING);
    }
}
