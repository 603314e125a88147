package tireless.kubernetes.sight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.model.Findings;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.SelfReport;
import tireless.model.SlotId;

/**
 * Replicas as observed, of what is seen of their pods. Pure.
 *
 * @param anchor one reading of the clocks, always the same one: by it a time of the cluster is told as time since boot
 */
public record Phases(Now anchor) {
    /**
     * What is heard of a worker.
     *
     * @param deafness why it is not heard, for people; empty where nothing is in the way
     */
    public record Heard(SelfReport said, String deafness) {
        /** Of one that nobody listens to. */
        public static final Heard NOTHING = new Heard(SelfReport.NONE, "");
    }

    /**
     * A replica that has a pod.
     *
     * @param revision the number that what it runs goes by
     * @param why it is being deleted, where it is, for people
     * @param heard of its worker
     */
    public ReplicaStatus of(SlotId slot, PodView pod, SlotMemory memory, int revision, String why, Heard heard) {
        return new ReplicaStatus(
                slot,
                memory.attempt(),
                revision,
                phase(pod, memory, why),
                memory.ended(false),
                pod.lastEnd().map(Ended::exit),
                heard.said(),
                heard.deafness().isEmpty()
                        ? Findings.NONE
                        : new Findings(List.of(heard.deafness()), List.of(), List.of()));
    }

    /** A replica that has no pod, and why. */
    public static ReplicaStatus absent(SlotId slot, SlotMemory memory, int revision, String why) {
        return new ReplicaStatus(
                slot,
                memory.attempt(),
                revision,
                new Phase.Pending(why),
                memory.ended(true),
                Optional.empty(),
                SelfReport.NONE,
                Findings.NONE);
    }

    private Phase phase(PodView pod, SlotMemory memory, String why) {
        if (pod.going().on()) {
            return new Phase.Stopping(
                    pod.going().why().isEmpty() ? why : pod.going().why());
        }
        return switch (pod.box()) {
            case Box.Coming(String cause) -> cause.isEmpty() ? new Phase.Starting() : new Phase.Pending(cause);
            case Box.Running(Instant since) -> new Phase.Running(0, sinceBoot(since), pod.ready(), List.of());
            // A kubelet says only some 10 s later that it puts the next start off, which by then it may have done.
            case Box.Over(Ended end) -> new Phase.Pending(end.exit() + "; the cluster starts it again");
            case Box.PutOff(Ended end, Duration delay) ->
                new Phase.BackingOff(memory.failures(), delay, end.finishedAt().plus(delay), end.exit());
            case Box.Failed(String cause) -> new Phase.Pending(cause);
        };
    }

    private Duration sinceBoot(Instant time) {
        return anchor.sinceBoot().plus(Duration.between(anchor.wall(), time));
    }
}
