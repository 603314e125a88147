package tireless.reconcile.decide;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.engine.Desired;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.Revision;
import tireless.model.SlotId;

/**
 * What a resource of replicas needs next: the difference of what is desired and what is observed, as actions. Starts only into slots
 * whose last attempt is known dead; never acts on a slot while an answer about it is awaited.
 */
public final class WorkerDecider {
    private WorkerDecider() {}

    /**
     * Looks at the whole resource.
     *
     * @param replicas every slot that is known, in any order, each once
     */
    public static Decision decide(Target target, Collection<ReplicaState> replicas, Now now) {
        Decision.Draft draft = new Decision.Draft();
        Optional<Desired> desired = wanted(target);
        if (desired.isEmpty()) {
            replicas.forEach(replica -> leave(replica, target, now, draft));
            return draft.finish(true);
        }
        Set<Integer> placed = placeNew(target, desired.get(), replicas, draft);
        List<ReplicaState> wanted = replicas.stream()
                .filter(replica -> target.ordinals().wants(replica.slot().ordinal()))
                .toList();
        Set<SlotId> rolled = RolloutDecider.decide(target, desired.get(), wanted, now, draft);
        for (ReplicaState replica : replicas) {
            if (!rolled.contains(replica.slot())
                    && !placed.contains(replica.slot().ordinal())) {
                ReplicaDecider.decide(replica, unwanted(replica, target, desired.get()), target, now, draft);
            }
        }
        target.ordinals().deadline().ifPresent(draft::lookAgainAtAll);
        boolean settled = target.rollout().previous().isEmpty()
                && target.ordinals().surplusSince().isEmpty()
                && wanted.stream().allMatch(replica -> RolloutDecider.isCurrent(replica, target, desired.get()));
        return draft.finish(settled);
    }

    /** Looks at one slot of a resource that is settled; so the cost of news does not grow with the count of replicas. */
    public static Decision decide(Target target, ReplicaState replica, Now now) {
        Decision.Draft draft = new Decision.Draft();
        wanted(target)
                .ifPresentOrElse(
                        desired ->
                                ReplicaDecider.decide(replica, unwanted(replica, target, desired), target, now, draft),
                        () -> leave(replica, target, now, draft));
        return draft.finish(true);
    }

    private static Optional<Desired> wanted(Target target) {
        return target.desired().filter(desired -> desired.power() != Power.REMOVED);
    }

    private static Optional<StopCause> unwanted(ReplicaState replica, Target target, Desired desired) {
        return target.ordinals().wants(replica.slot().ordinal())
                ? Optional.empty()
                : Optional.of(cause(desired.power()));
    }

    private static void leave(ReplicaState replica, Target target, Now now, Decision.Draft draft) {
        if (replica.occupied()) {
            ReplicaDecider.decide(replica, Optional.of(StopCause.REMOVED), target, now, draft);
        } else {
            draft.act(new Action.Forget(replica.slot()));
        }
    }

    private static Set<Integer> placeNew(
            Target target, Desired desired, Collection<ReplicaState> replicas, Decision.Draft draft) {
        Set<Integer> known =
                replicas.stream().map(replica -> replica.slot().ordinal()).collect(Collectors.toSet());
        Rollout rollout = target.rollout();
        Revision revision = rollout.isHalted() ? rollout.previous().orElse(desired.revision()) : desired.revision();
        Set<Integer> placed = new HashSet<>();
        for (int ordinal : target.ordinals().wanted()) {
            if (!known.contains(ordinal)) {
                SlotId slot = new SlotId(target.key(), ordinal);
                draft.act(new Action.Assign(slot, revision, target.generation()));
                draft.act(new Action.Start(slot));
                placed.add(ordinal);
            }
        }
        return placed;
    }

    private static StopCause cause(Power power) {
        return switch (power) {
            case ON -> StopCause.SCALED_IN;
            case PAUSED -> StopCause.PAUSED;
            case STOPPED -> StopCause.STOPPED;
            case REMOVED -> StopCause.REMOVED;
        };
    }
}
