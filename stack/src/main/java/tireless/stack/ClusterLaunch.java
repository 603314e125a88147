package tireless.stack;

import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.cluster.StackObject;

/**
 * What a stack makes of a worker where that runs.
 *
 * @param containers what it says of the containers of a pod, as YAML; nothing on this machine
 * @param objects those that it makes; none on this machine
 */
record ClusterLaunch(Launch launch, Optional<String> containers, List<StackObject> objects) {
    ClusterLaunch {
        objects = List.copyOf(objects);
    }

    /** Empty where nothing can be started on the worker's cluster, which is reported. */
    static Optional<ClusterLaunch> of(Launch launch, Stack stack, WorkerManifest manifest, ResolveContext context) {
        if (context.cluster().isEmpty()) {
            return Optional.of(new ClusterLaunch(launch, Optional.empty(), List.of()));
        }
        int before = context.problems().count();
        KubernetesParts parts = stack.kubernetes(manifest, context);
        List<StackObject> objects = parts
                .object()
                .map(text -> RenderedObjects.of(
                        text,
                        what -> context.problems()
                                .error(
                                        "stack-failed",
                                        manifest.valueAt("worker", "stack"),
                                        "the stack %s can not make this worker run: %s".formatted(stack.id(), what),
                                        "mend the stack")))
                .orElse(List.of())
                .stream()
                .map(object -> new StackObject(object.yaml(), parts.success(), parts.failure()))
                .toList();
        if (context.problems().count() > before) {
            return Optional.empty();
        }
        ClusterLaunch made = new ClusterLaunch(launch, parts.containers(), objects);
        return PodImage.given(made, stack.id(), manifest, context.cluster().get(), context)
                .map(image -> new ClusterLaunch(image, parts.containers(), objects));
    }

    /** Whether objects of its stack run it, and no pods of ours. */
    boolean isRunByObjects() {
        return !objects.isEmpty() && containers.isEmpty();
    }
}
