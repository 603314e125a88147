package tireless.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tireless.autoscale.ScalingState;
import tireless.autoscale.TriggerState;
import tireless.model.Declaration;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.plan.DesiredResource;

/**
 * One resource, desired and observed.
 *
 * @param observed empty where nothing runs of it, or nothing was seen of it yet
 * @param scaling how its count follows its load
 */
public record InventoryItem(DesiredResource desired, Optional<ResourceStatus> observed, ScalingState scaling) {
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
            case ACTIVE -> listening().or(this::unreadable).orElse("");
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
                int wanted = desired.replicas();
                yield ready >= wanted ? "running:" + ready : "pending:%d/%d".formatted(ready, wanted);
            }
        };
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
