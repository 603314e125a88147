package tireless.control;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.Execution;
import tireless.manifest.kind.Inputs;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.SecretManifest;
import tireless.manifest.kind.SecretUse;
import tireless.manifest.kind.ServiceManifest;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.TriggerSection;
import tireless.manifest.kind.VolumeManifest;
import tireless.manifest.kind.VolumeUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkflowManifest;
import tireless.manifest.kind.WorkspaceManifest;
import tireless.manifest.source.Sources;
import tireless.model.Declaration;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.plan.DesiredResource;

/** What a resource needs of other resources, by its manifest. Pure. */
final class References {
    private final String workspace;
    private final Set<ResourceKey> found = new HashSet<>();
    private final Set<StackReference> stacks = new HashSet<>();

    private References(String workspace) {
        this.workspace = workspace;
    }

    /** What {@code resource} names; it need not exist. Its workspace is part of it. */
    static References of(DesiredResource resource) {
        ResourceKey key = resource.key();
        References references = new References(key.scope());
        if (key.scope().equals(ResourceKey.INSTANCE)) {
            return references;
        }
        references.instance(ResourceType.WORKSPACE, key.scope());
        Sources text =
                Sources.of(key.toString(), Path.of("/"), resource.document().text());
        ReadOptions options = ReadOptions.of(Purpose.LINT, Map.of()).asLenient().withoutInterpolation();
        ManifestReader.read(text, options).all().forEach(references::manifest);
        return references;
    }

    /** Whether {@code other} is among it. */
    boolean name(DesiredResource other) {
        return found.contains(other.key())
                || (other.key().type() == ResourceType.STACK
                        && other.revision().spec() instanceof Declaration(var fields)
                        && stacks.stream().anyMatch(reference -> isMeant(reference, fields)));
    }

    private static boolean isMeant(StackReference reference, Map<String, String> stack) {
        return reference.name().equals(stack.get("stack.name"))
                && reference.flavor().equals(Optional.ofNullable(stack.get("stack.flavor")))
                && reference
                        .version()
                        .map(version -> version.equals(stack.get("stack.version")))
                        .orElse(true);
    }

    private void manifest(Manifest manifest) {
        switch (manifest) {
            case WorkerManifest worker -> {
                task(worker.worker().task());
                worker.worker().tireless().scaling().triggers().forEach(this::trigger);
                found.addAll(RecipientNeeds.named(worker, workspace));
            }
            case ServiceManifest service -> task(service.service().task());
            case WorkflowManifest workflow -> {
                execution(workflow.workflow().execution());
                workflow.workflow().dag().stream()
                        .map(Job::task)
                        .flatMap(Optional::stream)
                        .forEach(this::task);
            }
            case SecretManifest _, VolumeManifest _, ComputeManifest _, StackManifest _, WorkspaceManifest _ -> {
                // They need nothing.
            }
        }
    }

    private void task(Task task) {
        stacks.add(task.stack().reference());
        execution(task.execution());
        inputs(task.inputs());
    }

    private void execution(Execution execution) {
        instance(ResourceType.COMPUTE, execution.computeOrUsual());
    }

    private void inputs(Inputs inputs) {
        Stream.concat(inputs.secrets().stream(), inputs.dataosSecrets().stream())
                .forEach(this::secret);
        Stream.of(
                        inputs.dataosVolumes().stream().map(VolumeUse::name).toList(),
                        inputs.tempVolume().stream().toList(),
                        inputs.persistentVolume().map(VolumeUse::name).stream().toList())
                .flatMap(List::stream)
                .forEach(name -> found.add(new ResourceKey(ResourceType.VOLUME, workspace, name)));
    }

    private void trigger(TriggerSection trigger) {
        trigger.authentication().ifPresent(reference -> {
            if (reference.kind().filter("ClusterTriggerAuthentication"::equals).isPresent()) {
                instance(ResourceType.INSTANCE_SECRET, reference.name());
            } else {
                found.add(new ResourceKey(ResourceType.SECRET, workspace, reference.name()));
            }
        });
    }

    private void secret(SecretUse use) {
        found.add(new ResourceKey(ResourceType.SECRET, use.workspace().orElse(workspace), use.name()));
        if (use.workspace().isEmpty()) {
            instance(ResourceType.INSTANCE_SECRET, use.name());
        }
    }

    private void instance(ResourceType type, String name) {
        if (!name.isBlank()) {
            found.add(new ResourceKey(type, ResourceKey.INSTANCE, name));
        }
    }
}
