package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.sight.Phases;
import tireless.kubernetes.sight.PodView;
import tireless.model.Leftovers;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.model.Uid;

/** Shows a resource to others. */
record StatusView(Phases phases, Outlook outlook) {
    ResourceStatus of(Resource resource, Duration now) {
        int revision = resource.revision.map(Revision::number).orElse(0);
        List<ReplicaStatus> observed = new ArrayList<>();
        resource.slots
                .pods()
                .forEach((ordinal, pod) -> observed.add(phases.of(
                        new SlotId(resource.key, ordinal),
                        pod,
                        resource.slot(ordinal),
                        revisionOf(pod, resource),
                        Causes.of(resource, pod, ordinal),
                        Listening.heard(resource, pod, now))));
        String why = whyAbsent(resource);
        int missing = resource.replicas() - resource.filled();
        for (int ordinal = 0; ordinal < resource.replicas() && missing > 0; ordinal++) {
            if (!resource.slots.pods().containsKey(ordinal)) {
                observed.add(Phases.absent(new SlotId(resource.key, ordinal), resource.slot(ordinal), revision, why));
                missing--;
            }
        }
        observed.sort(Comparator.comparing(ReplicaStatus::slot));
        return new ResourceStatus(
                resource.key,
                new Uid(resource.revision
                        .map(r -> r.uid().value())
                        .or(() -> resource.memory.uids().stream().findFirst())
                        .orElse("unknown")),
                revision,
                resource.power,
                resource.replicas(),
                observed,
                remarks(resource));
    }

    /** What runs the same as a later revision is of that one. */
    private static int revisionOf(PodView pod, Resource resource) {
        return resource.plan
                .filter(plan -> plan.run().equals(pod.of().run())
                        && pod.of().uid().equals(plan.ask().revision().uid().value()))
                .map(plan -> plan.ask().revision().number())
                .orElse(pod.of().revision());
    }

    private String whyAbsent(Resource resource) {
        if (!outlook.isReachable()) {
            return outlook.text();
        }
        String refused = resource.refusals.values().stream().map(Refusal::text).collect(Collectors.joining("; "));
        if (!resource.failedCreate.isEmpty()) {
            return resource.failedCreate;
        }
        return refused.isEmpty() ? awaited(resource) : refused;
    }

    private static String awaited(Resource resource) {
        return resource.hasPods()
                ? "its pod is not there yet"
                : "run by what its stack made, whose pods are not known here";
    }

    /** A roll-out, and what stands in the way of anything. */
    private String remarks(Resource resource) {
        return Stream.of(
                        Stream.of(resource.power == Power.REMOVED ? "" : resource.rollout.text()),
                        Stream.of(outlook.text()),
                        Stream.of(
                                resource.power == Power.REMOVED && !outlook.isReachable()
                                        ? Leftovers.wayOut(resource.key)
                                        : ""),
                        resource.refusals.values().stream().map(Refusal::text),
                        resource.states(),
                        resource.drift.stream())
                .flatMap(part -> part)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
