package tireless.kubernetes.sight;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tireless.kubernetes.apply.Annotations;
import tireless.kubernetes.objects.Labels;
import tireless.kubernetes.objects.Pods;
import tireless.kubernetes.relay.RelayContainer;

/** Takes from a pod what matters of it. */
public final class PodReader {
    private static final Pattern BACK_OFF =
            Pattern.compile("back-off (?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)(?:\\.\\d+)?s)? ");

    private PodReader() {}

    /** What matters of {@code pod}. */
    public static PodView read(Pod pod) {
        var metadata = pod.getMetadata();
        Map<String, String> annotations =
                Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of());
        Map<String, String> labels = Optional.ofNullable(metadata.getLabels()).orElse(Map.of());
        boolean going = metadata.getDeletionTimestamp() != null;
        Optional<ContainerStatus> container = container(pod);
        Optional<Ended> before = container
                .map(ContainerStatus::getLastState)
                .flatMap(state -> Optional.ofNullable(state.getTerminated()))
                .map(state -> Exits.of(state, going));
        Box box = box(pod, container, before, going);
        return new PodView(
                new PodView.Identity(
                        metadata.getUid(),
                        metadata.getNamespace(),
                        metadata.getName(),
                        containerOf(pod),
                        Exits.time(metadata.getCreationTimestamp()).orElse(Instant.EPOCH)),
                new PodView.Of(
                        labels.getOrDefault(Labels.UID, ""),
                        metadata.getOwnerReferences().stream()
                                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                                .map(OwnerReference::getKind)
                                .findFirst()
                                .orElse(""),
                        annotations.getOrDefault(Labels.CONTENT, ""),
                        number(annotations.getOrDefault(Labels.REVISION, "")),
                        annotations.getOrDefault(Labels.RESTART, ""),
                        annotations.getOrDefault(Annotations.DELETION_COST, "")),
                going(pod, going),
                new PodView.Readiness(
                        condition(pod, "Ready")
                                .filter(ready -> isTrue(ready.getStatus()))
                                .isPresent(),
                        false),
                container.map(ContainerStatus::getRestartCount).orElse(0),
                box,
                box instanceof Box.Over(Ended end) ? Optional.of(end) : before,
                relay(pod));
    }

    private static Optional<PodView.Relay> relay(Pod pod) {
        return initial(pod).stream()
                .filter(status -> RelayContainer.NAME.equals(status.getName()))
                .filter(status -> Boolean.TRUE.equals(status.getStarted()) || status.getRestartCount() > 0)
                .map(status -> new PodView.Relay(
                        status.getRestartCount(),
                        status.getState() != null && status.getState().getRunning() != null))
                .findFirst();
    }

    private static List<ContainerStatus> initial(Pod pod) {
        return pod.getStatus() == null || pod.getStatus().getInitContainerStatuses() == null
                ? List.of()
                : pod.getStatus().getInitContainerStatuses();
    }

    /** The name of the container that does the work: others may have been put beside it, or before it. */
    private static String containerOf(Pod pod) {
        List<String> names =
                pod.getSpec().getContainers().stream().map(Container::getName).toList();
        return names.contains(Pods.MAIN) ? Pods.MAIN : names.getFirst();
    }

    private static Optional<ContainerStatus> container(Pod pod) {
        if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
            return Optional.empty();
        }
        String name = containerOf(pod);
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> name.equals(status.getName()))
                .findFirst();
    }

    private static PodView.Going going(Pod pod, boolean on) {
        Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
        return new PodView.Going(
                on,
                Duration.ofSeconds(grace == null ? 0 : grace),
                condition(pod, "DisruptionTarget")
                        .filter(target -> isTrue(target.getStatus()))
                        .map(target -> PodReasons.text(text(target.getReason()), text(target.getMessage())))
                        .orElse(""));
    }

    private static Box box(Pod pod, Optional<ContainerStatus> container, Optional<Ended> before, boolean going) {
        if (pod.getStatus() != null && "Failed".equals(pod.getStatus().getPhase())) {
            return new Box.Failed(PodReasons.text(
                    text(pod.getStatus().getReason()), text(pod.getStatus().getMessage())));
        }
        if (container.isEmpty() || container.get().getState() == null) {
            return new Box.Coming(unscheduled(pod));
        }
        var state = container.get().getState();
        if (state.getRunning() != null) {
            return new Box.Running(Exits.time(state.getRunning().getStartedAt()).orElse(Instant.EPOCH));
        }
        if (state.getTerminated() != null) {
            return new Box.Over(Exits.of(state.getTerminated(), going));
        }
        return state.getWaiting() == null ? new Box.Coming(unscheduled(pod)) : waiting(state.getWaiting(), before, pod);
    }

    private static Box waiting(ContainerStateWaiting waiting, Optional<Ended> before, Pod pod) {
        String reason = text(waiting.getReason());
        String message = text(waiting.getMessage());
        if (reason.equals("CrashLoopBackOff") && before.isPresent()) {
            return new Box.PutOff(before.get(), delay(message));
        }
        if (PodReasons.isKnown(reason)) {
            return new Box.Coming(PodReasons.text(reason, message));
        }
        return new Box.Coming(initializing(pod).orElse(""));
    }

    /** Why one that begins before the others does not. */
    private static Optional<String> initializing(Pod pod) {
        return initial(pod).stream()
                .filter(status -> status.getState() != null && status.getState().getWaiting() != null)
                .map(status -> status.getState().getWaiting())
                .filter(state -> PodReasons.isKnown(text(state.getReason())))
                .map(state -> PodReasons.text(text(state.getReason()), text(state.getMessage())))
                .findFirst();
    }

    private static String unscheduled(Pod pod) {
        return condition(pod, "PodScheduled")
                .filter(scheduled -> "False".equals(scheduled.getStatus()))
                .map(scheduled -> PodReasons.text(text(scheduled.getReason()), text(scheduled.getMessage())))
                .orElse("");
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null || pod.getStatus().getConditions() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> type.equals(condition.getType()))
                        .findFirst();
    }

    /** The kubelet says it in words alone: {@code back-off 1m20s restarting failed container=…}. */
    static Duration delay(String message) {
        Matcher matcher = BACK_OFF.matcher(message);
        return matcher.find()
                ? Duration.ofHours(number(matcher.group(1)))
                        .plusMinutes(number(matcher.group(2)))
                        .plusSeconds(number(matcher.group(3)))
                : Duration.ZERO;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static boolean isTrue(String status) {
        return "True".equals(status);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
