package tireless.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.engine.Desired;
import tireless.model.Exit;
import tireless.model.Findings;
import tireless.model.IngressPolicy;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.Throughput;
import tireless.reconcile.decide.Life;
import tireless.reconcile.decide.ReplicaState;

/** Shows one resource's state to others. Remembers what it showed, so that one change among many replicas costs little. */
final class StatusView {
    private final Map<SlotId, ReplicaStatus> shown = new HashMap<>();

    /** How many are remembered. */
    int size() {
        return shown.size();
    }

    /** @param changed the one slot that can look different from last time; empty if all may */
    ResourceStatus of(Resource resource, Optional<SlotId> changed, Now now) {
        int count = resource.desired().map(Desired::replicas).orElse(0);
        List<ReplicaStatus> observed = new ArrayList<>();
        changed.ifPresentOrElse(shown::remove, shown::clear);
        for (ReplicaState replica : resource.replicas()) {
            boolean wanted = resource.ordinals().wants(replica.slot().ordinal());
            if (wanted || replica.occupied()) {
                observed.add(shown.computeIfAbsent(
                        replica.slot(), _ -> replica(replica, resource.findings(replica.slot()), wanted, now)));
            }
        }
        return new ResourceStatus(
                resource.key(),
                resource.uid(),
                resource.desired().map(d -> d.revision().number()).orElse(0),
                resource.desired().map(Desired::power).orElse(Power.REMOVED),
                count,
                observed,
                rollout(resource));
    }

    private static String rollout(Resource resource) {
        if (resource.rollout().isHalted()) {
            return "halted: " + resource.rollout().halted();
        }
        return resource.rollout().previous().map(_ -> "in progress").orElse("");
    }

    private static ReplicaStatus replica(ReplicaState replica, Findings findings, boolean wanted, Now now) {
        Optional<Life.Alive> alive = replica.life().living();
        Phase phase = phase(replica, wanted, now);
        return new ReplicaStatus(
                replica.slot(),
                replica.attempt(),
                alive.map(Life.Alive::revision)
                        .orElse(replica.assignment()
                                .revision()
                                .map(Revision::number)
                                .orElse(0)),
                phase,
                replica.memory().restarts(),
                replica.lastEnd().map(ReplicaState.LastEnd::exit),
                alive.map(Life.Alive::signals)
                        .map(said -> new SelfReport(
                                said.throughput(now.sinceBoot()), said.status(), said.scaleInProtection()))
                        .orElseGet(() -> lastWord(replica, phase)),
                alive.map(a -> findings.with(ProbeStatuses.of(replica, a))).orElse(Findings.NONE));
    }

    /** What ended may have said why. */
    private static SelfReport lastWord(ReplicaState replica, Phase phase) {
        return phase instanceof Phase.BackingOff || phase instanceof Phase.Finished
                ? replica.lastEnd()
                        .map(end -> new SelfReport(Throughput.UNKNOWN, end.said()))
                        .orElse(SelfReport.NONE)
                : SelfReport.NONE;
    }

    private static Phase phase(ReplicaState replica, boolean wanted, Now now) {
        return switch (replica.life()) {
            case Life.Vacant() -> vacant(replica, wanted, now);
            case Life.Starting _ -> new Phase.Starting();
            case Life.Alive alive ->
                new Phase.Running(
                        alive.pid(),
                        alive.since(),
                        alive.ready(),
                        replica.exposure().endpoints());
            case Life.Stopping stopping -> new Phase.Stopping(why(stopping));
            case Life.Ending ending -> ending.tries() == 0 ? new Phase.Stopping("ended") : unsettled(ending);
        };
    }

    private static String why(Life.Stopping stopping) {
        return stopping.kills() < 2
                ? stopping.cause().text()
                : ("%s: process %d was killed %d times and does not end, as one that waits for a device or a network file"
                                + " system, or is frozen")
                        .formatted(stopping.cause().text(), stopping.alive().pid(), stopping.kills());
    }

    /** One that shall end is stopping until all of it has ended. */
    private static Phase unsettled(Life.Ending ending) {
        return ending.cause()
                .<Phase>map(cause -> new Phase.Stopping(cause.text() + ": " + ending.answer()))
                .orElseGet(() -> new Phase.Unsettled(ending.answer()));
    }

    private static Phase vacant(ReplicaState replica, boolean wanted, Now now) {
        if (replica.finished()) {
            return new Phase.Finished(replica.lastEnd().orElseThrow().exit());
        }
        if (!wanted) {
            return new Phase.Stopped();
        }
        if (replica.exposure().held()) {
            return new Phase.Held(held(replica));
        }
        return replica.due()
                .filter(due -> due.at().compareTo(now.sinceBoot()) > 0
                        && replica.lastEnd().isPresent())
                .map(due -> putOff(
                        due,
                        replica.memory().failures(),
                        replica.lastEnd().orElseThrow().exit()))
                .orElseGet(() -> new Phase.Pending("its start"));
    }

    private static Phase putOff(ReplicaState.Due due, int failures, Exit exit) {
        return exit instanceof Exit.NotStarted(String why)
                ? new Phase.Waiting(why, failures, due.delay(), due.until())
                : new Phase.BackingOff(failures, due.delay(), due.until(), exit);
    }

    private static String held(ReplicaState replica) {
        boolean outbound = replica.policy(IngressPolicy.WARN) == IngressPolicy.STOP;
        ResourceKey key = replica.slot().resource();
        return "ingress-violation: it listened at %s, and %s stopped it; correct it, then: tireless restart %s -w %s"
                .formatted(
                        String.join(", ", replica.exposure().endpoints()),
                        outbound ? "`network: outbound`" : "the policy of the workspace " + key.scope(),
                        key.name(),
                        key.scope());
    }
}
