package tireless.model;

import java.util.List;

/**
 * One resource as observed.
 *
 * @param replicas desired count, after scale and power
 * @param rollout for people: empty when no roll-out is under way or halted
 */
public record ResourceStatus(
        ResourceKey key,
        Uid uid,
        int revision,
        Power power,
        int replicas,
        List<ReplicaStatus> observed,
        String rollout) {
    public ResourceStatus {
        observed = List.copyOf(observed);
    }

    /** The same with other replicas. */
    public ResourceStatus with(List<ReplicaStatus> next) {
        return new ResourceStatus(key, uid, revision, power, replicas, next, rollout);
    }

    /** How many replicas have a living process. */
    public long running() {
        return observed.stream()
                .filter(replica -> replica.phase() instanceof Phase.Running)
                .count();
    }

    /** How many replicas may have a process that a new revision has to end: also one that starts, or of which it is not known. */
    public long living() {
        return observed.stream()
                .filter(replica -> switch (replica.phase()) {
                    case Phase.Starting _, Phase.Running _, Phase.Stopping _, Phase.Unsettled _ -> true;
                    case Phase.Pending _,
                            Phase.Waiting _,
                            Phase.BackingOff _,
                            Phase.Held _,
                            Phase.Stopped _,
                            Phase.Finished _ -> false;
                })
                .count();
    }

    /** How many replicas listen for others although they must not. */
    public long listening() {
        return observed.stream()
                .filter(replica -> replica.phase() instanceof Phase.Running running
                        && !running.listensAt().isEmpty())
                .count();
    }

    /** How many replicas are ready. */
    public long ready() {
        return observed.stream()
                .filter(replica -> replica.phase() instanceof Phase.Running running && running.ready())
                .count();
    }
}
