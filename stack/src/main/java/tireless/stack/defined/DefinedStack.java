package tireless.stack.defined;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.manifest.kind.StackImage;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackProgram;
import tireless.manifest.kind.StackTemplates;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Location;
import tireless.model.ResourceType;
import tireless.stack.ImageName;
import tireless.stack.KubernetesParts;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * A stack that a manifest of type {@code stack} declares: it checks the {@code stackSpec} with its JSON Schema, and renders its templates.
 * With an image it runs in that, else its command is a program of this machine.
 */
public final class DefinedStack implements Stack {
    private static final List<ResourceType> ORDER =
            List.of(ResourceType.WORKER, ResourceType.SERVICE, ResourceType.WORKFLOW);

    /** A stop of these must reach what they run, too. */
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/sh", "/usr/bin/bash");

    private final StackManifest manifest;
    private final StackId id;
    private final InstantSource clock;

    /** @param clock what the templates' {@code now} reads */
    public DefinedStack(StackManifest manifest, InstantSource clock) {
        this(
                manifest,
                new StackId(
                        manifest.stack().id().name(),
                        manifest.stack().id().flavor(),
                        manifest.stack().id().version().orElse("")),
                clock);
    }

    private DefinedStack(StackManifest manifest, StackId id, InstantSource clock) {
        this.manifest = manifest;
        this.id = id;
        this.clock = clock;
    }

    /** The same stack in another version. */
    DefinedStack as(StackId other) {
        return new DefinedStack(manifest, other, clock);
    }

    public StackManifest manifest() {
        return manifest;
    }

    @Override
    public StackId id() {
        return id;
    }

    @Override
    public String guide() {
        return "declared by the Stack `%s`\n".formatted(manifest.meta().name());
    }

    @Override
    public Optional<String> secretProjection() {
        return manifest.stack().secrets().projection();
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest worker, ResolveContext context) {
        boolean fits = checkSpec(worker, context);
        warnOfDepots(worker, context);
        Rendering rendering = rendering(worker, context);
        int before = context.problems().count();
        Map<String, FileContent> configs = rendering.configs();
        Optional<ContainerPart> container = rendering.container();
        if (!fits || context.problems().count() > before) {
            return Optional.empty();
        }
        StackProgram program = manifest.stack().program();
        List<String> command = container
                .map(ContainerPart::command)
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> Stream.concat(program.command().stream(), program.arguments().stream())
                        .toList());
        Optional<ContainerImage> image = image(container);
        Optional<String> noImage = image.map(ContainerImage::reference).filter(name -> !ImageName.isOne(name));
        if (noImage.isPresent()) {
            failed(
                    worker,
                    context,
                    "its image `%s` is no name of an image: %s"
                            .formatted(RenderedFiles.shown(noImage.get()), ImageName.advice(noImage.get())));
            return Optional.empty();
        }
        boolean here = context.cluster().isEmpty();
        Optional<String> elsewhere = here
                ? runsElsewhere(container, command.isEmpty() && image.isEmpty(), rendering.hasResource())
                : Optional.empty();
        if (elsewhere.isPresent()) {
            context.notHere(
                    "stack-not-here",
                    worker.valueAt("worker", "stack"),
                    "the stack %s can not run on one machine: %s".formatted(id(), elsewhere.get()),
                    "give the stack a `command` or an `image` that says all (%s)"
                            .formatted(manifest.origin().source()));
            return Optional.empty();
        }
        Map<String, String> environment = new TreeMap<>(PlatformVariables.of(worker, context));
        environment.putAll(program.environment());
        container.ifPresent(part -> environment.putAll(part.environment()));
        boolean process = here && image.isEmpty();
        Path directory = process ? worker.origin().folder() : Path.of("/");
        boolean shell = process && SHELLS.contains(command.getFirst());
        return Optional.of(new Launch(command, directory, environment, shell, configs, image));
    }

    private Optional<ContainerImage> image(Optional<ContainerPart> container) {
        boolean entrypoint = container
                .filter(part -> !part.command().isEmpty())
                .map(ContainerPart::entrypoint)
                .orElse(manifest.stack().program().command().isEmpty());
        return container
                .flatMap(ContainerPart::image)
                .or(() -> manifest.stack().image().flatMap(StackImage::reference))
                .map(reference -> new ContainerImage(
                        reference, manifest.stack().image().flatMap(StackImage::imagePullSecret), entrypoint));
    }

    private static Optional<String> runsElsewhere(
            Optional<ContainerPart> container, boolean nothing, boolean hasResource) {
        if (container.filter(ContainerPart::before).isPresent()) {
            return Optional.of("its containerResourceTemplate has `initContainers`, which only Kubernetes runs");
        }
        if (nothing && hasResource) {
            return Optional.of("its resourceTemplate makes an object of Kubernetes");
        }
        return nothing
                ? Optional.of("it has neither an image nor a command, so there is nothing to start")
                : Optional.empty();
    }

    @Override
    public KubernetesParts kubernetes(WorkerManifest worker, ResolveContext context) {
        return rendering(worker, context).kubernetes();
    }

    private Rendering rendering(WorkerManifest worker, ResolveContext context) {
        Map<String, @Nullable Object> data = TemplateData.of(
                worker,
                context,
                manifest.stack()
                        .image()
                        .flatMap(StackImage::reference)
                        .or(() -> context.cluster()
                                .flatMap(_ -> worker.worker().tireless().pods().image()))
                        .orElse(""));
        return new Rendering(templates(worker, context), data, clock, text -> failed(worker, context, text));
    }

    /** DataOS projects the credentials of the Depots that such a stack is given the addresses of. */
    private void warnOfDepots(WorkerManifest worker, ResolveContext context) {
        if (manifest.stack().secrets().dataOsAddressJqFilters().isEmpty()) {
            return;
        }
        DepotAddresses.in(worker.worker().task().stack().spec())
                .forEach(address -> context.problems()
                        .warning(
                                "depot-address",
                                address.at(),
                                "there are no Depots here, so no credentials of `%s` are handed over"
                                        .formatted(address.text()),
                                "give them by a Secret in `dataosSecrets`"));
    }

    private boolean checkSpec(WorkerManifest worker, ResolveContext context) {
        Optional<String> text = manifest.stack().jsonSchema();
        if (text.isEmpty()) {
            return true;
        }
        return switch (SpecSchema.parse(text.get())) {
            case SpecSchema.Parsed.Bad(String cause) -> {
                failed(worker, context, "its JSON Schema is wrong: " + cause);
                yield false;
            }
            case SpecSchema.Parsed.Good(SpecSchema schema) ->
                switch (schema.check(worker.worker().task().stack().spec())) {
                    case SpecSchema.Checked.GivenUp(String cause) -> {
                        failed(worker, context, "its JSON Schema can not be used: " + cause);
                        yield false;
                    }
                    case SpecSchema.Checked.Done(var violations) -> {
                        violations.forEach(violation -> context.problems()
                                .error(
                                        "stack-spec",
                                        violation.at(),
                                        violation.message(),
                                        "the stack %s asks for this".formatted(id())));
                        yield violations.isEmpty();
                    }
                };
        };
    }

    /** Those for Workers; where there are none, those for others. */
    private Optional<StackTemplates> templates(WorkerManifest worker, ResolveContext context) {
        Map<ResourceType, StackTemplates> all = manifest.stack().templates();
        Optional<ResourceType> found = ORDER.stream().filter(all::containsKey).findFirst();
        found.filter(type -> type != ResourceType.WORKER)
                .ifPresent(type -> context.problems()
                        .warning(
                                "stack-of-others",
                                worker.valueAt("worker", "stack"),
                                "the stack %s has no `workerConfig`; what it has for a %s is used"
                                        .formatted(id(), type.keyword())));
        return found.map(all::get);
    }

    /** Said where the worker names the stack; what is wrong lies in the stack. */
    private void failed(WorkerManifest worker, ResolveContext context, String what) {
        Location at = worker.valueAt("worker", "stack");
        context.problems()
                .error(
                        "stack-failed",
                        at,
                        "the stack %s can not make this worker run: %s".formatted(id(), what),
                        "mend the stack (%s)".formatted(manifest.origin().source()));
    }
}
