package tireless.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tireless.autoscale.Autoscaler;
import tireless.autoscale.ScalingState;
import tireless.autoscale.TriggerState;
import tireless.model.Declaration;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.Workload;
import tireless.model.objective.Objective;
import tireless.plan.DesiredResource;
import tireless.series.ObjectiveState;

/**
 * One resource, desired and observed.
 *
 * @param observed empty where nothing runs of it, or nothing was seen of it yet
 * @param scaling how its count follows its load
 * @param objectives how what is expected of its work stands; none where nothing is
 */
public record InventoryItem(
        DesiredResource desired,
        Optional<ResourceStatus> observed,
        ScalingState scaling,
        List<ObjectiveState> objectives) {
    public InventoryItem {
        objectives = List.copyOf(objectives);
    }

    /** What DataOS calls the status of a resource. */
    public enum Status {
        ACTIVE,
        PENDING,
        ERROR,
        DELETED
    }

    public Status status() {
        if (desired.power() == Power.REMOVED) {
            return Status.DELETED;
        }
        if (!desired.revision().runs()) {
            return pending().isPresent() ? Status.PENDING : Status.ACTIVE;
        }
        return halted().isPresent() || held().isPresent() ? Status.ERROR : Status.ACTIVE;
    }

    /** Why it is not active, or what is wrong although it is, for people; empty where all is well. */
    public String reason() {
        return switch (status()) {
            case ACTIVE -> listening().or(this::worse).orElse("");
            case PENDING -> pending().orElse("");
            case ERROR ->
                halted().map(halted -> "roll-out " + halted).or(this::held).orElse("");
            case DELETED -> "its replicas are being stopped";
        };
    }

    /** As DataOS writes it: {@code running:2}, {@code pending:0/1}; {@code paused}, {@code stopped}; empty where nothing runs of it. */
    public String runtime() {
        if (!desired.revision().runs()) {
            return "";
        }
        return switch (desired.power()) {
            case PAUSED -> "paused";
            case STOPPED -> "stopped";
            case REMOVED -> "stopping";
            case ON -> {
                long ready = observed.map(ResourceStatus::ready).orElse(0L);
                int wanted = wanted();
                yield ready >= wanted ? "running:" + ready : "pending:%d/%d".formatted(ready, wanted);
            }
        };
    }

    /** How many replicas shall run: where the cluster sets the count, as it says. */
    public int wanted() {
        return desired.revision().spec() instanceof Workload workload
                        && workload.cluster().isPresent()
                        && workload.scaling().isPresent()
                        && !Autoscaler.isOurs(workload)
                ? observed.map(ResourceStatus::replicas).orElse(desired.replicas())
                : desired.replicas();
    }

    private Optional<String> pending() {
        return Declaration.whyPending(desired.key().type());
    }

    private Optional<String> held() {
        return first(
                replica -> replica.phase() instanceof Phase.Held(String why) ? Optional.of(why) : Optional.empty());
    }

    private Optional<String> listening() {
        return first(replica -> replica.phase() instanceof Phase.Running running
                        && !running.listensAt().isEmpty()
                ? Optional.of("ingress-violation: %s listens at %s"
                        .formatted(replica.slot().replica(), String.join(", ", running.listensAt())))
                : Optional.empty());
    }

    private Optional<String> missed() {
        List<String> missed = objectives.stream()
                .filter(state -> state.standing() == ObjectiveState.Standing.MISSED)
                .map(InventoryItem::missed)
                .toList();
        return missed.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missed));
    }

    private static String missed(ObjectiveState state) {
        Objective objective = state.objective();
        String value = state.value().isPresent()
                ? " is " + objective.shown(state.value().getAsDouble())
                : " is unknown";
        return "%s missed: %s%s, the objective is %s"
                .formatted(objective.word(), objective.subject(), value, objective.shown(state.target()));
    }

    /** What goes worse than it should, though it runs: the gravest first, which others may come of. */
    private Optional<String> worse() {
        List<String> all = Stream.of(unset(), unreadable(), missed())
                .flatMap(Optional::stream)
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
    }

    private Optional<String> unset() {
        return scaling.unset().map("the count of replicas stays at %d: ".formatted(desired.replicas())::concat);
    }

    private Optional<String> unreadable() {
        return scaling.failing().stream()
                .map(state -> "trigger `%s` can not be read: %s"
                        .formatted(
                                state.trigger(),
                                state.failing().map(TriggerState.Failing::why).orElse("")))
                .reduce((first, next) -> first + "; " + next);
    }

    private Optional<String> first(Function<ReplicaStatus, Optional<String>> wrong) {
        return observed.map(ResourceStatus::observed).orElse(List.of()).stream()
                .flatMap(replica -> wrong.apply(replica).stream())
                .findFirst();
    }

    private Optional<String> halted() {
        return observed.map(ResourceStatus::rollout).filter(rollout -> rollout.startsWith("halted"));
    }
}
