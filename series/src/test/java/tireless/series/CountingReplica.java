package tireless.series;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.model.Findings;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.Throughput;

/** A replica that says how much it has done, and nothing else. */
final class CountingReplica {
    private CountingReplica() {}

    /** @param processed empty where it has said nothing yet */
    static ReplicaStatus of(ResourceKey worker, int ordinal, int attempt, OptionalLong processed) {
        Throughput said = new Throughput(
                OptionalDouble.empty(), processed, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        return new ReplicaStatus(
                new SlotId(worker, ordinal),
                attempt,
                1,
                new Phase.Stopped(),
                0,
                Optional.empty(),
                new SelfReport(said, ""),
                Findings.NONE);
    }
}
