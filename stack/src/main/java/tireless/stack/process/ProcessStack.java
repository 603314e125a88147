package tireless.stack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.yaml.Mapping;
import tireless.stack.Launch;
import tireless.stack.Program;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * Runs a program of this machine, or of the worker's image on a cluster: {@code command} with {@code arguments}, or {@code shell} with a text for {@code /bin/sh},
 * in {@code workingDirectory}.
 */
public final class ProcessStack implements Stack {
    private static final String SPACES =
            "a text is one program and is not split: write `command: [program, argument]`, or `shell:` for a shell's line";

    private static final StackId ID = new StackId("process", Optional.empty(), "1.0");

    @Override
    public StackId id() {
        return ID;
    }

    @Override
    public String guide() {
        return """
                A program of this machine, built in. Its stackSpec:
                  command           the program and its first arguments, as a list
                  arguments         more arguments, as a list
                  shell             instead of both: a text for /bin/sh
                  workingDirectory  where it runs; relative to the folder of the manifest, which is meant without it
                On a compute that is a Kubernetes cluster it runs in the image that `tireless.image` of the worker names,
                and a workingDirectory is one of that image.
                """;
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        Mapping spec = manifest.worker().task().stack().spec();
        ProcessSpec written = ProcessSpec.read(spec, manifest.at("worker", "stackSpec"), context);
        Optional<Path> directory =
                new WorkingDirectory(manifest.origin().folder(), context).of(written.workingDirectory());
        Optional<List<String>> command = written.shell()
                .map(text -> List.of("/bin/sh", "-c", text))
                .or(() -> command(written, manifest, context));
        return command.isPresent() && directory.isPresent()
                ? Optional.of(new Launch(
                        command.get(),
                        directory.get(),
                        Map.of(),
                        written.shell().isPresent()))
                : Optional.empty();
    }

    private static Optional<List<String>> command(ProcessSpec spec, WorkerManifest manifest, ResolveContext context) {
        if (spec.command().isEmpty()) {
            return Optional.empty();
        }
        Program programs = new Program(manifest.origin().folder(), context, SPACES);
        Optional<String> program = context.cluster().isPresent()
                ? Optional.of(programs.ofImage(spec.command().getFirst()))
                : programs.of(
                        spec.command().getFirst(),
                        Optional.ofNullable(
                                manifest.worker().task().inputs().envs().get("PATH")));
        return program.map(found -> {
            List<String> command = new ArrayList<>();
            command.add(found);
            spec.command().stream().skip(1).forEach(word -> command.add(word.text()));
            command.addAll(spec.arguments());
            return command;
        });
    }
}
