package tireless.reconcile.decide;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.engine.Desired;
import tireless.model.Now;
import tireless.model.Revision;
import tireless.model.SlotId;

/**
 * Replaces replicas that run something else than desired: highest ordinal first, one at a time, the next when all updated ones are
 * ready. What does not run is updated at once, as nothing can be lost by it; what belongs to another uid goes at once.
 */
final class RolloutDecider {
    private RolloutDecider() {}

    /** The slots that it acted on. */
    static Set<SlotId> decide(
            Target target, Desired desired, Collection<ReplicaState> wanted, Now now, Decision.Draft draft) {
        Set<SlotId> touched = new HashSet<>();
        List<ReplicaState> outdated = wanted.stream()
                .filter(replica -> !isCurrent(replica, target, desired))
                .toList();
        List<ReplicaState> unready = wanted.stream()
                .filter(replica -> isCurrent(replica, target, desired) && !isReady(replica))
                .toList();
        Optional<Revision> back =
                target.rollout().isHalted() ? target.rollout().previous() : halt(target, unready, now, draft, touched);
        if (back.isPresent()) {
            goBack(target, back.get(), wanted, now, draft, touched);
            return touched;
        }
        if (outdated.isEmpty()
                && unready.isEmpty()
                && target.rollout().previous().isPresent()) {
            draft.act(new Action.FinishRollout());
        }
        for (ReplicaState replica : outdated) {
            if (replica.life() instanceof Life.Vacant || isForeign(replica, desired.revision())) {
                replace(replica, target, desired.revision(), draft, touched);
            }
        }
        if (unready.isEmpty() && touched.isEmpty() && outdated.stream().allMatch(RolloutDecider::isRunning)) {
            outdated.stream()
                    .max(Comparator.comparing(ReplicaState::slot))
                    .ifPresent(replica -> replace(replica, target, desired.revision(), draft, touched));
        }
        return touched;
    }

    /**
     * Whatever starts is what a halt goes back to, when its pause is over. What was adopted and runs nobody knows what could neither be started again nor be
     * watched: it gets that too. What belongs to another uid gets it at once.
     */
    private static void goBack(
            Target target,
            Revision previous,
            Collection<ReplicaState> wanted,
            Now now,
            Decision.Draft draft,
            Set<SlotId> touched) {
        wanted.stream()
                .filter(replica -> !touched.contains(replica.slot()))
                .filter(replica -> isForeign(replica, previous)
                        || (replica.life() instanceof Life.Vacant
                                && !replica.finished()
                                && !replica.exposure().held()
                                && !replica.pauses(now.sinceBoot())
                                && !runs(replica, previous)))
                .forEach(replica -> replace(replica, target, previous, draft, touched));
        if (touched.isEmpty() && wanted.stream().allMatch(RolloutDecider::isRunning)) {
            wanted.stream()
                    .filter(replica -> replica.assignment().revision().isEmpty())
                    .max(Comparator.comparing(ReplicaState::slot))
                    .ifPresent(replica -> replace(replica, target, previous, draft, touched));
        }
    }

    private static boolean isForeign(ReplicaState replica, Revision revision) {
        return replica.assignment()
                .revision()
                .filter(own -> !own.uid().equals(revision.uid()))
                .isPresent();
    }

    private static boolean runs(ReplicaState replica, Revision revision) {
        return replica.assignment()
                .revision()
                .filter(own ->
                        own.uid().equals(revision.uid()) && !own.workload().needsRollTo(revision.workload()))
                .isPresent();
    }

    /** What to go back to when the roll-out just halted. */
    private static Optional<Revision> halt(
            Target target, List<ReplicaState> unready, Now now, Decision.Draft draft, Set<SlotId> touched) {
        Optional<Revision> previous = target.rollout().previous();
        if (previous.isEmpty()) {
            return previous;
        }
        for (ReplicaState replica : unready) {
            Optional<Duration> deadline = replica.assignment().awaitedFrom().map(Rollout.DEADLINE::plus);
            boolean late =
                    deadline.filter(at -> at.compareTo(now.sinceBoot()) <= 0).isPresent();
            if (!late) {
                deadline.ifPresent(draft::lookAgainAtAll);
            } else if (replica.life() instanceof Life.Vacant || replica.life() instanceof Life.Alive) {
                String why = replica.slot().replica() + " was not ready within "
                        + Rollout.DEADLINE.toSeconds() + " s"
                        + replica.lastEnd().map(end -> ", it " + end.exit()).orElse("");
                draft.act(new Action.Halt(replica.slot(), previous.get(), why));
                replace(replica, target, previous.get(), draft, touched);
                return previous;
            }
        }
        return Optional.empty();
    }

    private static void replace(
            ReplicaState replica, Target target, Revision next, Decision.Draft draft, Set<SlotId> touched) {
        switch (replica.life()) {
            case Life.Vacant() -> {
                draft.act(new Action.Assign(replica.slot(), next, target.generation()));
                draft.act(new Action.Start(replica.slot()));
                touched.add(replica.slot());
            }
            case Life.Alive _ -> {
                StopCause cause = cause(replica, next);
                draft.act(ReplicaDecider.terminate(replica, cause, cause.text()));
                draft.act(new Action.Assign(replica.slot(), next, target.generation()));
                touched.add(replica.slot());
            }
            case Life.Starting _, Life.Stopping _, Life.Ending _ -> {}
        }
    }

    private static StopCause cause(ReplicaState replica, Revision next) {
        boolean sameRevision = replica.assignment()
                .revision()
                .filter(revision ->
                        revision.number() == next.number() && revision.uid().equals(next.uid()))
                .isPresent();
        return sameRevision ? StopCause.RESTARTED : StopCause.REPLACED;
    }

    static boolean isCurrent(ReplicaState replica, Target target, Desired desired) {
        return replica.assignment().generation() == target.generation()
                && replica.assignment()
                        .revision()
                        .filter(desired.revision()::equals)
                        .isPresent();
    }

    private static boolean isRunning(ReplicaState replica) {
        return replica.life() instanceof Life.Alive;
    }

    private static boolean isReady(ReplicaState replica) {
        return replica.finished() || (replica.life() instanceof Life.Alive alive && alive.ready());
    }
}
