package tireless.kubernetes.engine;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.kubernetes.apply.ApiServer;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Reconciliation;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.Steps;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.apply.Wanted;
import tireless.kubernetes.sight.PodView;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Power;
import tools.jackson.databind.JsonNode;

/** Brings one resource nearer to what it shall be: decides, remembers, and has it done. Used by the engine's thread alone. */
final class Settling {
    /** What others go on to change is put back no more often. */
    private static final Duration PUT_BACK = Duration.ofMinutes(5);

    private static final ObjectRef UNTRIED = new ObjectRef("", "Plan", "", "");
    private static final ObjectRef MEMORY = new ObjectRef("", "Memory", "", "");

    private final Memory memory;
    private final Outlook outlook;
    private final Planning planning;
    private final ApiServer server;
    private final Effects effects;
    private final BiConsumer<Resource, Happening> tell;

    Settling(
            Memory memory,
            Outlook outlook,
            Planning planning,
            ApiServer server,
            Effects effects,
            BiConsumer<Resource, Happening> tell) {
        this.memory = memory;
        this.outlook = outlook;
        this.planning = planning;
        this.server = server;
        this.effects = effects;
        this.tell = tell;
    }

    /**
     * Begins what is to be done next, unless something is under way already.
     *
     * @return in what the cluster differs where it is only shown, for people
     */
    List<String> settle(Resource resource, Set<String> uids, Now now) {
        ScaleIn next = ScaleIn.of(resource, now.sinceBoot());
        if (next.count() < resource.scaleIn.count()) {
            // That it could not be said who goes first holds up nobody whose time is over.
            resource.tries = resource.tries.atOnce();
        }
        resource.scaleIn = next;
        resource.leaving = resource.scaleIn.leaving(resource);
        if (resource.power == Power.REMOVED) {
            resource.plan = Optional.empty();
        } else {
            resource.plan = resource.applied().map(revision -> planning.plan(resource, revision));
            roll(resource, now);
        }
        boolean shownOnly = resource.revision.filter(Planning::isShownOnly).isPresent();
        if (resource.filled() >= resource.replicas()) {
            resource.failedCreate = "";
        }
        Reconciliation reconciliation = reconciliation(resource, uids, now);
        List<Step> steps = List.of();
        boolean isPlanned = resource.plan.flatMap(Resource.Plan::refused).isEmpty();
        if (outlook.isComplete() && !resource.busy) {
            Reconciliation.Result result = reconciliation.decide(
                    new Reconciliation.PodsLeft(hasPodsOfOthers(resource), hasPodsOfOtherRuns(resource)));
            List<Refusal> refused = Stream.concat(
                            resource.plan.flatMap(Resource.Plan::refused).stream(), result.refused().stream())
                    .toList();
            refused.forEach(refusal -> refuse(resource, UNTRIED, refusal));
            if (refused.isEmpty()) {
                resource.refusals.remove(UNTRIED);
            }
            steps = !isPlanned
                    ? List.of()
                    : Stream.of(
                                    resource.once.stream(),
                                    stalls(resource),
                                    Drain.steps(resource),
                                    DeletionCost.steps(resource),
                                    result.steps().stream())
                            .flatMap(part -> part)
                            // What a pod was asked is seen of it later.
                            .filter(step -> !resource.asked.containsValue(step))
                            .toList();
        }
        if (outlook.isComplete() && !resource.busy) {
            forgetRefusals(resource, steps);
        }
        if (shownOnly) {
            return Stream.concat(
                            reconciliation.shown().stream().map(path -> "observeOnly: it is another at " + path),
                            steps.stream().map(step -> "observeOnly: not done: " + step.ref()))
                    .toList();
        }
        // Watches may go on where a request was not answered: what was refused is tried again, as nobody else would
        // find out.
        boolean mayBegin = outlook.isReachable() || resource.tries.count() > 0;
        List<Step> due = resource.tries.waits(now.sinceBoot()) ? urgent(resource, steps) : steps;
        if (!due.isEmpty() && mayBegin) {
            begin(resource, uids, due);
        } else {
            keep(resource);
        }
        return List.of();
    }

    /** A pod that goes does not wait for what was refused of something else. */
    private static List<Step> urgent(Resource resource, List<Step> steps) {
        return steps.stream()
                .filter(step -> step instanceof Step.Delete && step.ref().kind().equals(Kinds.POD.kind()))
                .filter(step -> !resource.refusals.containsKey(step.ref()))
                .toList();
    }

    /** What is not to be done any more is refused no more. */
    private static void forgetRefusals(Resource resource, List<Step> steps) {
        Set<ObjectRef> left = steps.stream().map(Step::ref).collect(Collectors.toSet());
        left.add(UNTRIED);
        left.add(MEMORY);
        resource.refusals.keySet().retainAll(left);
    }

    private Reconciliation reconciliation(Resource resource, Set<String> uids, Now now) {
        List<Wanted> wanted = resource.plan.map(Resource.Plan::wanted).orElse(List.of());
        Map<ObjectRef, JsonNode> seen = new HashMap<>(resource.seen);
        wanted.forEach(object -> outlook.shared(object.ref()).ifPresent(tree -> seen.put(object.ref(), tree)));
        return new Reconciliation(
                resource.uid(),
                wanted,
                seen,
                resource.memory.applied(),
                resource.known,
                new Reconciliation.Owner(
                        uids::contains,
                        ref -> Optional.ofNullable(resource.forced.get(ref))
                                .filter(at -> at.plus(PUT_BACK).compareTo(now.sinceBoot()) > 0)
                                .isEmpty(),
                        outlook::sees));
    }

    private void begin(Resource resource, Set<String> uids, List<Step> steps) {
        Set<ObjectRef> applied = new HashSet<>(resource.memory.applied());
        for (Step step : steps) {
            if (step instanceof Step.Apply(Wanted wanted, var _, var _) && !Trees.isShared(wanted.tree())) {
                applied.add(wanted.ref());
            }
        }
        resource.memory = resource.memory.withApplied(applied);
        if (keep(resource)) {
            resource.once.clear();
            resource.busy = true;
            effects.carryOut(
                    resource.key,
                    new Steps(server, resource.plan.flatMap(Resource.Plan::namespace), Set.copyOf(uids)::contains),
                    steps);
        }
    }

    /** Whether it is written down. What is not is not acted on: the next engine would not know of it. */
    private boolean keep(Resource resource) {
        if (resource.kept.filter(resource.memory::equals).isPresent()) {
            return true;
        }
        try {
            memory.keep(resource.key, resource.memory);
            resource.refusals.remove(MEMORY);
            resource.kept = Optional.of(resource.memory);
            return true;
        } catch (UncheckedIOException e) {
            refuse(
                    resource,
                    MEMORY,
                    new Refusal(
                            Refusal.Cause.BUSY,
                            "remember " + resource.key,
                            String.valueOf(e.getMessage()),
                            "make room, or give back the right to write there"));
            return false;
        }
    }

    /** Takes a refusal in, and tells of it once. */
    void refuse(Resource resource, ObjectRef ref, Refusal refusal) {
        Refusal before = resource.refusals.put(ref, refusal);
        if (!refusal.equals(before) && !refusal.isPassing()) {
            tell.accept(resource, new Happening.Warned(refusal.text()));
        }
    }

    /** What is of another resource of the same name, or of a workload that is not wanted any more, has to go first. */
    private static boolean hasPodsOfOthers(Resource resource) {
        Optional<String> owner = resource.plan.flatMap(plan -> plan.wanted().stream()
                .map(wanted -> wanted.ref())
                .filter(Kinds::hasPods)
                .map(ref -> ref.kind().equals(Kinds.STATEFUL_SET.kind()) ? ref.kind() : "ReplicaSet")
                .findFirst());
        return resource.slots.pods().values().stream()
                .anyMatch(pod -> !pod.of().uid().equals(resource.uid())
                        || owner.filter(kind -> !kind.equals(pod.of().owner())).isPresent());
    }

    private static boolean hasPodsOfOtherRuns(Resource resource) {
        String run = resource.plan.map(Resource.Plan::run).orElse("");
        return resource.slots.pods().values().stream()
                .anyMatch(pod -> !pod.of().run().equals(run));
    }

    /** What does nothing goes by being deleted: its controller makes another one. */
    private static Stream<Step> stalls(Resource resource) {
        return resource.slots.pods().values().stream()
                .filter(PodView::stays)
                .filter(pod -> Listening.stall(resource, pod).isPresent())
                .map(pod -> new Step.Delete(pod.ref(), pod.id().uid()));
    }

    private void roll(Resource resource, Now now) {
        if (!resource.rollout.isUnderWay()) {
            return;
        }
        String run = resource.plan.map(Resource.Plan::run).orElse("");
        List<PodView> pods = List.copyOf(resource.slots.pods().values());
        int ready = (int) pods.stream()
                .filter(pod -> pod.ready() && pod.stays() && pod.of().run().equals(run))
                .count();
        boolean others = pods.stream().anyMatch(pod -> !pod.of().run().equals(run));
        int number = resource.revision.orElseThrow().number();
        if (ready >= resource.replicas() && !others) {
            resource.rollout = Rollout.NONE;
            tell.accept(resource, new Happening.RolloutFinished(number));
            return;
        }
        resource.rollout = resource.rollout.seen(ready, now.sinceBoot());
        boolean late = outlook.isReachable()
                && resource.rollout
                        .deadline()
                        .filter(at -> at.compareTo(now.sinceBoot()) <= 0)
                        .isPresent();
        if (late) {
            String why = Halts.why(resource, run);
            int back = resource.rollout.previous().orElseThrow().number();
            resource.rollout = resource.rollout.haltedFor(why);
            resource.plan = resource.applied().map(revision -> planning.plan(resource, revision));
            tell.accept(resource, new Happening.RolloutHalted(number, back, why));
        }
    }
}
