package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.engine.Desired;
import tireless.engine.Observation;
import tireless.engine.loop.KeyQueue;
import tireless.engine.loop.Loop;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Stamp;
import tireless.kubernetes.hear.Ears;
import tireless.kubernetes.log.LogSource;
import tireless.kubernetes.sight.Phases;
import tireless.kubernetes.sight.PodView;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Uid;

/** Owns what is known of all resources of one cluster: letters come in, steps and observations go out. For one thread. */
final class Reconciler implements Loop.Owner<Letter> {
    private final TimeSource time;
    private final Memory memory;
    private final Consumer<Observation> observer;
    private final BiConsumer<ResourceKey, List<LogSource>> pods;
    private final Consumer<ObjectRef> others;
    private final TreeMap<ResourceKey, Resource> resources = new TreeMap<>();
    private final Set<ResourceKey> changed = new HashSet<>();
    private final Set<String> pastUids = new HashSet<>();
    private final Disowned disowned = new Disowned();
    private final Outlook outlook = new Outlook();
    private final Commands commands;
    private final StatusView view;
    private final Settling settling;
    private final Watching watching;
    private final Listening listening;

    /** Of which something was heard since they were last shown. */
    private final Set<ResourceKey> heard = new HashSet<>();

    /** What the time alone makes due. */
    private final KeyQueue<ResourceKey> queue = new KeyQueue<>();

    private boolean adopted;

    /**
     * Takes up what is remembered.
     *
     * @param effects carries steps out, and has {@link Letter.Done} posted
     * @param pods hears of which pods there is output
     * @param others hears of each object that was made of a kind that only stacks make
     * @param ears has {@link Letter.Heard} and {@link Letter.Deaf} posted
     */
    Reconciler(
            TimeSource time,
            Memory memory,
            Planning planning,
            Effects effects,
            Consumer<Observation> observer,
            BiConsumer<ResourceKey, List<LogSource>> pods,
            Ears ears,
            Consumer<ObjectRef> others) {
        this.pods = pods;
        this.others = others;
        this.time = time;
        this.memory = memory;
        this.observer = observer;
        this.view = new StatusView(new Phases(time.now()), outlook);
        this.commands = new Commands(time, planning, view, this::tell);
        this.settling = new Settling(memory, outlook, planning, planning.server(), effects, this::tell);
        this.listening = new Listening(ears, this::tell);
        this.watching = new Watching(this::tell, this::resource, listening);
        memory.all().forEach((key, kept) -> {
            Resource resource = new Resource(key, kept);
            resource.kept = Optional.of(kept);
            resources.put(key, resource);
        });
    }

    @Override
    public void handle(Letter letter) {
        switch (letter) {
            case Letter.Adopt adopt -> adopt(adopt);
            case Letter.Unknown question -> question.answer().complete(unknown());
            case Letter.Accept(Revision revision) -> commands.accept(asked(revision.key()), revision);
            case Letter.Take(Desired desired) ->
                commands.take(asked(desired.revision().key()), desired);
            case Letter.Scale(ResourceKey key, int replicas, String why) -> commands.scale(known(key), replicas, why);
            case Letter.SetPower(ResourceKey key, Power power) -> commands.power(known(key), power);
            case Letter.Restart(ResourceKey key) -> commands.restart(known(key), ours(resource(key)));
            case Letter.Retry(ResourceKey key) -> {
                Resource resource = known(key);
                resource.tries = resource.tries.atOnce();
                resource.once.addAll(watching.stuck(resource));
            }
            case Letter.Disown(ResourceKey key, Uid uid) -> disown(key, uid.value());
            case Letter.Saw(var sighting) ->
                changed.addAll(watching.saw(sighting, outlook, resources, adopted, time.now()));
            case Letter.Heard line -> hear(line.key(), resource -> listening.heard(resource, line));
            case Letter.Deaf deaf -> hear(deaf.key(), resource -> listening.deaf(resource, deaf));
            case Letter.Done(ResourceKey key, var results) -> {
                changed.add(key);
                Results.take(resource(key), results, settling, outlook, this::tell, time.now());
                Results.others(results).forEach(others);
            }
        }
    }

    private void hear(ResourceKey key, Consumer<Resource> news) {
        Resource resource = resources.get(key);
        if (resource != null) {
            news.accept(resource);
            heard.add(key);
        }
    }

    @Override
    public void step() {
        if (!adopted) {
            return;
        }
        Now at = time.now();
        Duration now = at.sinceBoot();
        listening.beat(resources.values(), now).forEach(resource -> heard.add(resource.key));
        heard.forEach(key -> judge(resource(key), at));
        for (Optional<ResourceKey> due = queue.take(now); due.isPresent(); due = queue.take(now)) {
            changed.add(due.get());
        }
        heard.removeAll(changed);
        for (ResourceKey key : changed.stream().sorted().toList()) {
            changed.remove(key);
            try {
                settle(resource(key));
            } finally {
                schedule(key);
            }
        }
        heard.forEach(key -> show(resource(key)));
        heard.clear();
    }

    /** Takes in what was heard of a resource: what is to be done by it is done in this round. */
    private void judge(Resource resource, Now now) {
        List<PodView> others = listening.changed(resource, now.sinceBoot());
        others.forEach(pod -> watching.seen(resource, pod, adopted, now));
        if (!others.isEmpty()
                || listening.judge(resource)
                || resource.scaleIn.surplus().isPresent()) {
            changed.add(resource.key);
        }
    }

    @Override
    public Optional<Duration> nextDue() {
        if (!adopted) {
            return Optional.empty();
        }
        // A defect of one resource left the others for the next round.
        return changed.isEmpty()
                ? Stream.concat(queue.nextDue().stream(), listening.due(resources.values()).stream())
                        .min(Duration::compareTo)
                : Optional.of(Duration.ZERO);
    }

    /** Nothing but what makes it change can make it due at another time, or have nothing left of it. */
    private void schedule(ResourceKey key) {
        queue.remove(key);
        Resource resource = resource(key);
        if (resource.isNothing()) {
            resources.remove(key);
        } else {
            due(resource).ifPresent(due -> queue.add(key, due));
        }
    }

    private Optional<Duration> due(Resource resource) {
        if (!isOurs(resource)) {
            return Optional.empty();
        }
        Stream<Duration> tries = resource.busy ? Stream.empty() : resource.tries.due().stream();
        boolean waits = resource.busy || !outlook.isReachable();
        Stream<Duration> scaleIn = waits ? Stream.empty() : resource.scaleIn.deadline().stream();
        boolean rolls = resource.power != Power.REMOVED && outlook.isReachable();
        Stream<Duration> rollout = rolls ? resource.rollout.deadline().stream() : Stream.empty();
        return Stream.of(tries, scaleIn, rollout).flatMap(part -> part).min(Duration::compareTo);
    }

    /** The uids of resources of which this engine may have made something. */
    private Set<String> ours(Resource resource) {
        Set<String> uids = new HashSet<>(resource.memory.uids());
        uids.addAll(pastUids);
        return disowned.without(uids);
    }

    /** Whether it is desired, or to be removed: of others nothing is done. */
    private static boolean isOurs(Resource resource) {
        return resource.revision.isPresent() || resource.power == Power.REMOVED;
    }

    private void settle(Resource resource) {
        disowned.news(resource.seen)
                .forEach((uid, what) ->
                        tell(resource.key, new Uid(uid), OptionalInt.empty(), new Happening.Warned(what)));
        if (!isOurs(resource)) {
            return;
        }
        Set<String> uids = ours(resource);
        resource.place(uids::contains);
        List<LogSource> sources = Sources.of(resource);
        if (!sources.equals(resource.sources)) {
            resource.sources = sources;
            pods.accept(resource.key, sources);
        }
        listening.attend(resource);
        resource.drift = settling.settle(resource, uids, time.now());
        resource.tries = resource.tries.after(time.now().sinceBoot());
        if (resource.power == Power.REMOVED && isGone(resource, uids)) {
            gone(resource);
            return;
        }
        show(resource);
    }

    private void show(Resource resource) {
        if (!isOurs(resource)) {
            return;
        }
        ResourceStatus status = view.of(resource, time.now().sinceBoot());
        if (resource.shown.filter(status::equals).isEmpty()) {
            resource.shown = Optional.of(status);
            observer.accept(new Observation.Changed(status));
        }
    }

    private boolean isGone(Resource resource, Set<String> uids) {
        return outlook.isComplete()
                && outlook.isReachable()
                && !resource.busy
                && resource.slots.pods().isEmpty()
                && resource.memory.applied().stream().allMatch(outlook::sees)
                && resource.seen.values().stream().noneMatch(tree -> uids.contains(LabelReader.uid(tree)));
    }

    private void gone(Resource resource) {
        memory.forget(resource.key);
        tell(resource, new Happening.Removed());
        resources.put(resource.key, resource.withoutMemory());
    }

    /** Before anything is adopted, nobody has heard of it. */
    private void disown(ResourceKey key, String uid) {
        disowned.add(uid);
        Resource resource = resource(key);
        changed.add(key);
        if (!resource.memory.uids().contains(uid) && !resource.uid().equals(uid)) {
            return;
        }
        disowned.addAll(resource.memory.uids());
        if (adopted) {
            resource.places.clear();
            listening.attend(resource);
            pods.accept(key, List.of());
            gone(resource);
        } else {
            memory.forget(key);
            resources.put(key, resource.withoutMemory());
        }
    }

    private Resource resource(ResourceKey key) {
        return resources.computeIfAbsent(key, k -> new Resource(k, ResourceMemory.NONE));
    }

    private Resource known(ResourceKey key) {
        Resource resource = resources.get(key);
        if (resource == null || resource.revision.isEmpty() || resource.power == Power.REMOVED) {
            throw new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no " + key);
        }
        changed.add(key);
        return resource;
    }

    private void adopt(Letter.Adopt letter) {
        pastUids.addAll(letter.uids());
        Duration now = time.now().sinceBoot();
        for (Desired desired : letter.desired()) {
            Resource resource = resource(desired.revision().key());
            Commands.become(resource, desired.revision());
            resource.power = desired.power();
            resource.scaledTo = desired.scaledTo();
            resource.restart = LabelReader.restart(resource.seen.values());
        }
        letter.rollouts().forEach(rollout -> goOn(rollout, letter.past(), now));
        resources.values().stream()
                .filter(resource -> resource.revision.isEmpty() && hasOurs(resource))
                .forEach(resource -> resource.power = Power.REMOVED);
        adopted = true;
        for (Resource resource : resources.values()) {
            resource.place(ours(resource)::contains);
            watching.adopted(resource);
        }
        letter.restarts().forEach(this::carryOn);
        changed.addAll(resources.keySet());
    }

    private boolean hasOurs(Resource resource) {
        return resource.kept.isPresent()
                || resource.seen.values().stream()
                        .anyMatch(tree -> ours(resource).contains(LabelReader.uid(tree)));
    }

    private void goOn(RolloutRecord rollout, List<Revision> past, Duration now) {
        Resource resource = resource(rollout.resource());
        past.stream()
                .filter(revision -> revision.number() == rollout.from()
                        && revision.key().equals(rollout.resource())
                        && revision.uid().equals(rollout.uid())
                        && rollout.uid().value().equals(resource.uid()))
                .findFirst()
                .ifPresent(from -> resource.rollout = Rollout.from(from, now).haltedFor(rollout.halted()));
    }

    /** A restart that was asked for of the engine before, for what it did not reach. */
    private void carryOn(RestartRequest request) {
        Resource resource = resource(request.resource());
        if (resource.revision.isPresent()
                && !request.isDone(view.of(resource, time.now().sinceBoot()))) {
            resource.restart = Stamp.restart(request);
        }
    }

    private Resource asked(ResourceKey key) {
        changed.add(key);
        return resource(key);
    }

    /** Objects that are here and of resources that this engine does not know: whether they are ours the store may know. */
    Map<ResourceKey, Set<LabelReader.Origin>> unknown() {
        return resources.values().stream()
                .collect(Collectors.toMap(
                        resource -> resource.key,
                        resource -> resource.seen.values().stream()
                                .map(LabelReader::origin)
                                .filter(origin -> !resource.memory.uids().contains(origin.uid()))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        (a, _) -> a,
                        TreeMap::new));
    }

    private void tell(Resource resource, Happening happening) {
        tell(resource, OptionalInt.empty(), happening);
    }

    private void tell(Resource resource, OptionalInt ordinal, Happening happening) {
        String uid = resource.uid().isEmpty()
                ? resource.memory.uids().stream().findFirst().orElse("unknown")
                : resource.uid();
        tell(resource.key, new Uid(uid), ordinal, happening);
    }

    private void tell(ResourceKey key, Uid uid, OptionalInt ordinal, Happening happening) {
        observer.accept(new Observation.Happened(new Event(time.now().wall(), key, uid, ordinal, happening)));
    }
}
