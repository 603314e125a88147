package tireless.autoscale;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.model.Phase;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.Throughput;
import tireless.scale.ReplicaLoad;

/** What replicas say and take, as the decider reads it. Pure. */
final class Loads {
    private Loads() {}

    /** Of those that shall run: what is on its way out does not count. */
    static List<ReplicaLoad> of(ResourceStatus status) {
        return status.observed().stream()
                .flatMap(replica -> load(replica).stream())
                .toList();
    }

    private static Optional<ReplicaLoad> load(ReplicaStatus replica) {
        Throughput said = replica.report().throughput();
        return switch (replica.phase()) {
            case Phase.Running running ->
                Optional.of(new ReplicaLoad(
                        replica.slot().ordinal(),
                        running.ready(),
                        replica.use().milliCores(),
                        replica.use().memory(),
                        new ReplicaLoad.Work(said.perSecond(), said.processed(), said.backlog(), said.inFlight()),
                        replica.report().scaleInProtection()));
            case Phase.Starting _ ->
                Optional.of(new ReplicaLoad(
                        replica.slot().ordinal(),
                        false,
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        ReplicaLoad.Work.UNKNOWN,
                        false));
            case Phase.Pending _,
                    Phase.Waiting _,
                    Phase.BackingOff _,
                    Phase.Unsettled _,
                    Phase.Held _,
                    Phase.Stopping _,
                    Phase.Stopped _,
                    Phase.Finished _ -> Optional.empty();
        };
    }
}
