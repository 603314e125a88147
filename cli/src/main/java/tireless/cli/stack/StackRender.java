package tireless.cli.stack;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.FileNames;
import tireless.cli.context.Manifests;
import tireless.cli.output.Output;
import tireless.cli.server.ConfiguredManifests;
import tireless.control.UnknownComputes;
import tireless.json.Form;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.problem.ProblemPrinter;
import tireless.manifest.problem.Problems;
import tireless.model.ContainerImage;
import tireless.model.Problem;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.RunSpec;
import tireless.model.UnixAccount;
import tireless.model.Workload;
import tireless.stack.ResolvedResource;

/** Prints what the stacks of some workers make of them: files, environment and command, exactly as a replica gets them. */
final class StackRender {
    private final Context context;
    private final Manifests manifests;
    private final FileNames files = FileNames.ofBoth();
    private final CommandSpec spec = Arguments.command(
            "render", "Show the files, the environment and the command that a stack makes.", this::call);

    StackRender(Context context) {
        this.context = context;
        this.manifests = ConfiguredManifests.of(context);
        files.addTo(spec);
        manifests.addTo(spec);
    }

    CommandSpec spec() {
        return spec;
    }

    private int call() {
        List<String> names = files.of(spec);
        Manifests.Rendered rendered = manifests.render(names, StacksHere.declared(context), context);
        Problems problems = new Problems();
        problems.addAll(rendered.resolution().problems());
        UnknownComputes.report(rendered.resolution().resources(), computes(rendered), problems);
        ProblemPrinter printer = new ProblemPrinter(
                rendered.sources().texts(), context.terminal().colour());
        context.terminal().err().print(printer.print(problems.inOrder()));
        List<String> texts = rendered.manifests().workers().stream()
                .map(worker -> text(worker, rendered))
                .toList();
        context.terminal().out().print(String.join("---\n", texts));
        context.terminal().out().flush();
        return rendered.resolution().problems().stream().anyMatch(Problem::isError)
                ? ExitStatus.INVALID_MANIFEST
                : ExitStatus.OK;
    }

    private static Set<ResourceKey> computes(Manifests.Rendered rendered) {
        return Stream.concat(rendered.declared().computes().stream(), rendered.manifests().computes().stream())
                .map(compute -> new ResourceKey(
                        ResourceType.COMPUTE,
                        ResourceKey.INSTANCE,
                        compute.meta().name()))
                .collect(Collectors.toSet());
    }

    private static String text(WorkerManifest worker, Manifests.Rendered rendered) {
        Form form = Form.empty()
                .with("worker", worker.meta().name())
                .with("stack", worker.worker().task().stack().reference().toString());
        rendered.resolution().resources().stream()
                .filter(resource -> resource.manifest().equals(worker))
                .map(ResolvedResource::spec)
                .filter(Workload.class::isInstance)
                .map(Workload.class::cast)
                .findFirst()
                .ifPresent(workload -> add(workload, form));
        return Output.yaml(form.withText("kubernetes", rendered.object(worker)));
    }

    private static void add(Workload workload, Form form) {
        RunSpec run = workload.run();
        SortedMap<String, String> files = new TreeMap<>();
        run.provisions()
                .configs()
                .forEach((name, content) -> files.put(name, content.text().orElse("base64: " + content.base64())));
        form.with("stack", workload.stack())
                .withText("image", run.image().map(ContainerImage::reference))
                .with("command", run.command())
                .with("workingDirectory", run.workingDirectory().toString())
                .withText("unixUser", run.account().map(UnixAccount::toString))
                .with("environment", run.environment())
                .with("files", files);
    }
}
