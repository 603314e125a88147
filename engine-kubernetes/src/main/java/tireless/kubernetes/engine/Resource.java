package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.Wanted;
import tireless.kubernetes.hear.Hearing;
import tireless.kubernetes.log.LogSource;
import tireless.kubernetes.sight.ObjectState;
import tireless.kubernetes.sight.PodView;
import tireless.kubernetes.sight.SlotMemory;
import tireless.kubernetes.sight.Slots;
import tireless.model.CountOwner;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.Workload;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.StateCondition;
import tools.jackson.databind.node.ObjectNode;

/** Everything that the engine knows of one resource. Owned by the engine's thread. */
final class Resource {
    /** The place that a pod has, or had when another took it, and how many attempts there were before it. */
    record Place(int ordinal, int before) {}

    /**
     * What its objects are made of.
     *
     * @param kept the count that is written until who owns it has set it
     */
    record Ask(Revision revision, int count, Power power, String restart, OptionalInt kept) {}

    /**
     * What it shall be.
     *
     * @param run a short name of what its pods run; empty where it has none
     * @param namespace that is made where it is missing
     * @param refused why there are no objects of it; empty where there are
     */
    record Plan(Ask ask, List<Wanted> wanted, String run, Optional<Wanted> namespace, Optional<Refusal> refused) {}

    final ResourceKey key;
    final Map<String, PodView> pods = new HashMap<>();
    final Map<String, Place> places = new HashMap<>();
    final Map<ObjectRef, ObjectNode> seen = new HashMap<>();

    /** Differences that the cluster insists on. */
    final Map<ObjectRef, Set<String>> known = new HashMap<>();

    /** When what others changed was put back last, as time since boot. */
    final Map<ObjectRef, Duration> forced = new HashMap<>();

    final Map<ObjectRef, Refusal> refusals = new LinkedHashMap<>();

    /** What is heard in pods, by their uids. */
    final Map<String, Hearing> hearings = new HashMap<>();

    /** Whether a replica of it ever said that it is ready: then the others are waited for, too. */
    boolean sendsReady;

    /** What was last asked of pods that go, by their uids, until they are gone. */
    final Map<String, Step> asked = new HashMap<>();

    /** Which pods are to go because there are too many, by their uids. */
    Set<String> leaving = Set.of();

    ScaleIn scaleIn = ScaleIn.NONE;

    Optional<Revision> revision = Optional.empty();
    Power power = Power.ON;
    OptionalInt scaledTo = OptionalInt.empty();
    Rollout rollout = Rollout.NONE;

    /** Which restart by hand its pods shall come with. */
    String restart = "";

    ResourceMemory memory;
    Slots slots;
    Optional<Plan> plan = Optional.empty();

    /** Why a pod could not be made, in the cluster's words. */
    String failedCreate = "";

    /** What is to be done once beyond what follows from how things are. */
    final List<Step> once = new ArrayList<>();

    /** What was last written of {@link #memory}. */
    Optional<ResourceMemory> kept = Optional.empty();

    /** Whether steps of it are being carried out. */
    boolean busy;

    /** In what the cluster differs where it is only shown, for people. */
    List<String> drift = List.of();

    /** The workers whose lines are counted. */
    List<LogSource> counted = List.of();

    /** The pattern that they are counted by. */
    Optional<String> countedBy = Optional.empty();

    /** The relays that are followed. */
    List<LogSource> relays = List.of();

    /** Of which pods there is output. */
    List<LogSource> sources = List.of();

    Tries tries = Tries.NONE;
    Optional<ResourceStatus> shown = Optional.empty();

    Resource(ResourceKey key, ResourceMemory memory) {
        this.key = key;
        this.memory = memory;
        this.slots = new Slots(new TreeMap<>(), memory.slots());
    }

    /** Another one of its name that this engine made nothing of; what is seen there stays seen. */
    Resource withoutMemory() {
        Resource other = new Resource(key, ResourceMemory.NONE);
        other.seen.putAll(seen);
        other.pods.putAll(pods);
        other.busy = busy;
        return other;
    }

    /** Whether nobody asks for it, nothing of it is there, and nothing is remembered of it. */
    boolean isNothing() {
        return revision.isEmpty()
                && power == Power.ON
                && seen.isEmpty()
                && pods.isEmpty()
                && !busy
                && kept.isEmpty()
                && memory.equals(ResourceMemory.NONE);
    }

    String uid() {
        return revision.map(r -> r.uid().value()).orElse("");
    }

    /** How many replicas shall run. Where the cluster itself decides that, it is what it decided. */
    int replicas() {
        if (power != Power.ON || revision.isEmpty()) {
            return 0;
        }
        Workload workload = revision.get().workload();
        return switch (CountOwner.of(workload)) {
            case MANIFEST, TIRELESS -> scaledTo.orElse(workload.replicas());
            case HPA, KEDA ->
                seen.entrySet().stream()
                        .filter(object -> Kinds.hasPods(object.getKey()))
                        .mapToInt(object ->
                                object.getValue().path("spec").path("replicas").asInt(0))
                        .findFirst()
                        .orElse(workload.replicas());
        };
    }

    /** How many there shall be at the moment: more than are desired while those that are too many finish what they have begun. */
    int count() {
        return Math.max(replicas(), power == Power.ON ? scaleIn.count() : 0);
    }

    /** How much the replica in a pod has begun and not finished; 0 where it is idle, or nobody hears it. */
    long work(PodView pod, Duration now) {
        return Optional.ofNullable(hearings.get(pod.id().uid()))
                .map(hearing -> hearing.work(now))
                .orElse(0L);
    }

    /** Whether replicas are pods that are made for it. */
    boolean hasPods() {
        return revision.flatMap(one -> one.workload().cluster())
                .map(OnCluster::hasPods)
                .orElse(true);
    }

    /** How its objects stand that something else brings to life, for people. */
    Stream<String> states() {
        return seen.entrySet().stream()
                .filter(object ->
                        Kinds.isOfStacks(object.getKey()) && memory.uids().contains(LabelReader.uid(object.getValue())))
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ObjectRef::toString)))
                .map(object -> judge().text(object.getKey(), object.getValue()));
    }

    /** What a stack says holds for all that it made. */
    private ObjectState judge() {
        return applied()
                .flatMap(one -> one.workload().cluster())
                .flatMap(cluster -> cluster.objects().stream().findFirst())
                .map(object -> new ObjectState(
                        object.success().flatMap(StateCondition::parse),
                        object.failure().flatMap(StateCondition::parse)))
                .orElse(ObjectState.USUAL);
    }

    /** The revision whose objects are applied: the one before, where a roll-out halted. */
    Optional<Revision> applied() {
        return rollout.halted().isEmpty() ? revision : rollout.previous();
    }

    /** How many of the replicas that shall run have a pod. */
    int filled() {
        return (int) slots.pods().entrySet().stream()
                .filter(slot -> slot.getValue().stays() || slot.getKey() < replicas())
                .count();
    }

    /**
     * Gives each pod its place.
     *
     * @param ours whether the resource with a uid is one of this engine's: another one's pods have no place here
     */
    void place(Predicate<String> ours) {
        List<PodView> own =
                pods.values().stream().filter(pod -> ours.test(pod.of().uid())).toList();
        slots = Slots.of(own, memory.slots());
        memory = memory.withSlots(slots.memory());
        slots.pods()
                .forEach((ordinal, pod) -> places.put(
                        pod.id().uid(), new Place(ordinal, slot(ordinal).before())));
    }

    /** What is remembered of an ordinal. */
    SlotMemory slot(int ordinal) {
        return slots.memory().getOrDefault(ordinal, SlotMemory.NONE);
    }
}
