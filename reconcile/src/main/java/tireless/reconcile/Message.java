package tireless.reconcile;

import java.util.List;
import java.util.Set;
import tireless.engine.Desired;
import tireless.model.AttemptId;
import tireless.model.IngressPolicy;
import tireless.model.Power;
import tireless.model.ProbeKind;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.Revision;
import tireless.model.RolloutRecord;
import tireless.model.SlotId;
import tireless.runtime.Notice;
import tireless.runtime.ProbeResult;
import tireless.runtime.Recovered;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.throughput.Notification;

/** What reaches the engine's thread: commands from above, news from below. */
public sealed interface Message {
    /** What somebody wants. */
    sealed interface Command extends Message {}

    /**
     * @param past revisions that are not desired any more, and that something recovered may run
     * @param restarts by hand, that may not be done
     * @param rollouts that may not be over
     */
    record Adopt(
            List<Desired> desired,
            List<Recovered> recovered,
            Set<Revision> past,
            List<RestartRequest> restarts,
            List<RolloutRecord> rollouts)
            implements Command {}

    record Accept(Revision revision) implements Command {}

    /** Of what ran elsewhere. */
    record Take(Desired desired) implements Command {}

    record Scale(ResourceKey key, int replicas, String why) implements Command {}

    record SetPower(ResourceKey key, Power power) implements Command {}

    record Restart(ResourceKey key) implements Command {}

    record Retry(ResourceKey key) implements Command {}

    record SetIngress(String workspace, IngressPolicy policy) implements Command {}

    /** What happened to a replica. */
    sealed interface News extends Message {}

    record StartFinished(AttemptId attempt, StartResult result) implements News {}

    record SettleFinished(AttemptId attempt, Verdict verdict) implements News {}

    record ProbeFinished(AttemptId attempt, ProbeKind kind, ProbeResult result) implements News {}

    record Ended(AttemptId attempt) implements News {}

    record Notified(SlotId slot, Notification notification) implements News {}

    record Noticed(AttemptId attempt, Notice notice) implements News {}
}
