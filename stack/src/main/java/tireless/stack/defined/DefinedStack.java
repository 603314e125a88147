package tireless.stack.defined;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.manifest.kind.StackImage;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackSection;
import tireless.manifest.kind.StackTemplates;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Location;
import tireless.model.ResourceType;
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

    private static final String WRONG_SCHEMA = "its JSON Schema is wrong: ";

    /** A stop of these must reach what they run, too. */
    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/sh", "/usr/bin/bash");

    private final StackManifest manifest;
    private final InstantSource clock;

    /** @param clock what the templates' {@code now} reads */
    public DefinedStack(StackManifest manifest, InstantSource clock) {
        this.manifest = manifest;
        this.clock = clock;
    }

    public StackManifest manifest() {
        return manifest;
    }

    @Override
    public StackId id() {
        var id = manifest.stack().id();
        return new StackId(id.name(), id.flavor(), id.version().orElse(""));
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
        StackSection stack = manifest.stack();
        boolean fits = checkSpec(worker, context);
        Optional<StackTemplates> templates = templates(worker, context);
        Map<String, @Nullable Object> data =
                TemplateData.of(worker, context.workspace().of(worker.meta()), image().orElse(""));
        int before = context.problems().count();
        Consumer<String> problem = text -> failed(worker, context, text);
        Map<String, FileContent> configs = new TreeMap<>();
        templates
                .flatMap(StackTemplates::configFile)
                .map(text -> new TemplateText("configFileTemplate", text))
                .ifPresent(template -> template.render(data, clock, problem)
                        .map(rendered -> RenderedFiles.read(template.name(), rendered, problem))
                        .ifPresent(
                                files -> files.forEach((name, text) -> configs.put(name, FileContent.ofText(text)))));
        Optional<ContainerPart> container = templates
                .flatMap(StackTemplates::container)
                .map(text -> new TemplateText("containerResourceTemplate", text))
                .flatMap(template -> template.render(data, clock, problem)
                        .flatMap(rendered -> RenderedFiles.mapping(template.name(), rendered, problem)))
                .map(ContainerPart::of);
        if (!fits || context.problems().count() > before) {
            return Optional.empty();
        }
        List<String> command = container
                .map(ContainerPart::command)
                .filter(words -> !words.isEmpty())
                .orElseGet(() -> Stream.concat(stack.program().command().stream(), stack.program().arguments().stream())
                        .toList());
        boolean entrypoint = container
                .filter(part -> !part.command().isEmpty())
                .map(ContainerPart::entrypoint)
                .orElse(stack.program().command().isEmpty());
        Optional<ContainerImage> image = container
                .flatMap(ContainerPart::image)
                .or(this::image)
                .map(reference ->
                        new ContainerImage(reference, stack.image().flatMap(StackImage::imagePullSecret), entrypoint));
        Optional<String> elsewhere = runsElsewhere(container, command.isEmpty() && image.isEmpty(), templates);
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
        environment.putAll(stack.program().environment());
        container.ifPresent(part -> environment.putAll(part.environment()));
        Path directory = image.isPresent() ? Path.of("/") : worker.origin().folder();
        boolean shell = image.isEmpty() && SHELLS.contains(command.getFirst());
        return Optional.of(new Launch(command, directory, environment, shell, configs, image));
    }

    private static Optional<String> runsElsewhere(
            Optional<ContainerPart> container, boolean nothing, Optional<StackTemplates> templates) {
        if (container.filter(ContainerPart::before).isPresent()) {
            return Optional.of("its containerResourceTemplate has `initContainers`, which only Kubernetes runs");
        }
        if (nothing && templates.flatMap(StackTemplates::resource).isPresent()) {
            return Optional.of("its resourceTemplate makes an object of Kubernetes");
        }
        return nothing
                ? Optional.of("it has neither an image nor a command, so there is nothing to start")
                : Optional.empty();
    }

    @Override
    public Optional<String> object(WorkerManifest worker, ResolveContext context) {
        Map<String, @Nullable Object> data =
                TemplateData.of(worker, context.workspace().of(worker.meta()), image().orElse(""));
        return templates(worker, context)
                .flatMap(templates -> templates
                        .resource()
                        .map(text -> new TemplateText("resourceTemplate", text))
                        .or(() ->
                                templates.container().map(text -> new TemplateText("containerResourceTemplate", text)))
                        .flatMap(template -> template.render(data, clock, text -> failed(worker, context, text))));
    }

    private boolean checkSpec(WorkerManifest worker, ResolveContext context) {
        Optional<String> text = manifest.stack().jsonSchema();
        if (text.isEmpty()) {
            return true;
        }
        return switch (SpecSchema.parse(text.get())) {
            case SpecSchema.Parsed.Bad(String cause) -> {
                failed(worker, context, WRONG_SCHEMA + cause);
                yield false;
            }
            case SpecSchema.Parsed.Good(SpecSchema schema) -> checkSpec(schema, worker, context);
        };
    }

    private boolean checkSpec(SpecSchema schema, WorkerManifest worker, ResolveContext context) {
        return switch (schema.check(worker.worker().task().stack().spec())) {
            case SpecSchema.Checked.Undone(String cause) -> {
                failed(worker, context, WRONG_SCHEMA + cause);
                yield false;
            }
            case SpecSchema.Checked.Done(List<SpecSchema.Violation> violations) -> {
                violations.forEach(violation -> context.problems()
                        .error(
                                "stack-spec",
                                violation.at(),
                                violation.message(),
                                "the stack %s asks for this".formatted(id())));
                yield violations.isEmpty();
            }
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

    private Optional<String> image() {
        return manifest.stack().image().flatMap(image -> {
            String path = Stream.of(image.registry(), image.repository(), image.image())
                    .flatMap(Optional::stream)
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining("/"));
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(path + image.tag().map(tag -> ":" + tag).orElse(""));
        });
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
