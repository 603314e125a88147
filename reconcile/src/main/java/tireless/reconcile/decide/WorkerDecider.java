package tireless.reconcile.decide;

import java.util.Collection;
import java.util.HashSet;
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

    /** @param replicas every slot that is known, in any order, each once */
    public static Decision decide(Target target, Collection<ReplicaState> replicas, Now now) {
        Decision.Draft draft = new Decision.Draft();
        Optional<Desired> desired = target.desired().filter(d -> d.power() != Power.REMOVED);
        if (desired.isEmpty()) {
            replicas.forEach(replica -> leave(replica, now, draft));
            return draft.finish();
        }
        int count = desired.get().replicas();
        Set<Integer> placed = placeNew(target, desired.get(), count, replicas, draft);
        Set<SlotId> rolled = RolloutDecider.decide(target, desired.get(), wanted(replicas, count), now, draft);
        for (ReplicaState replica : replicas) {
            int ordinal = replica.slot().ordinal();
            if (!rolled.contains(replica.slot()) && !placed.contains(ordinal)) {
                Optional<StopCause> unwanted = ordinal < count
                        ? Optional.empty()
                        : Optional.of(cause(desired.get().power()));
                ReplicaDecider.decide(replica, unwanted, now, draft);
            }
        }
        return draft.finish();
    }

    private static void leave(ReplicaState replica, Now now, Decision.Draft draft) {
        if (replica.occupied()) {
            ReplicaDecider.decide(replica, Optional.of(StopCause.REMOVED), now, draft);
        } else {
            draft.act(new Action.Forget(replica.slot()));
        }
    }

    private static Set<Integer> placeNew(
            Target target, Desired desired, int count, Collection<ReplicaState> replicas, Decision.Draft draft) {
        Set<Integer> known =
                replicas.stream().map(replica -> replica.slot().ordinal()).collect(Collectors.toSet());
        Rollout rollout = target.rollout();
        Revision revision = rollout.isHalted() ? rollout.previous().orElse(desired.revision()) : desired.revision();
        Set<Integer> placed = new HashSet<>();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            if (!known.contains(ordinal)) {
                SlotId slot = new SlotId(target.key(), ordinal);
                draft.act(new Action.Assign(slot, revision, target.generation()));
                draft.act(new Action.Start(slot));
                placed.add(ordinal);
            }
        }
        return placed;
    }

    private static Collection<ReplicaState> wanted(Collection<ReplicaState> replicas, int count) {
        return replicas.stream()
                .filter(replica -> replica.slot().ordinal() < count)
                .toList();
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
