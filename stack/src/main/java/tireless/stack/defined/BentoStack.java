package tireless.stack.defined;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.Probe;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.SearchPath;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * Bento as a program of this machine: a replica is ready while {@code /ready} at its port answers 200, which is when input and output are
 * connected (Bento, "Health Checks").
 *
 * @param form how it is declared
 */
public record BentoStack(Stack form) implements Stack {
    private static final String PROGRAM = "bento";

    /** Without a program for HTTP, which a machine may lack. */
    private static final Probe READY = new Probe(
            List.of(
                    "bash",
                    "-c",
                    "exec 3<>/dev/tcp/127.0.0.1/$DATAOS_METRIC_PORT && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"),
            Duration.ZERO,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            1,
            3,
            Optional.empty());

    @Override
    public StackId id() {
        return form.id();
    }

    @Override
    public String guide() {
        return form.guide();
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        checkProgram(manifest, context);
        return form.resolve(manifest, context).map(launch -> launch.withReadiness(READY));
    }

    private void checkProgram(WorkerManifest manifest, ResolveContext context) {
        Optional.ofNullable(manifest.worker().task().inputs().envs().get("PATH"))
                .or(context::searchPath)
                .map(path -> new SearchPath(path, manifest.origin().folder(), context.disk()))
                .filter(path -> !path.has(PROGRAM))
                .ifPresent(_ -> context.notHere(
                        "no-such-program",
                        manifest.valueAt("worker", "stack"),
                        "the stack %s needs the program `%s`, which is not in PATH".formatted(id(), PROGRAM),
                        "install Bento, or run it in a container: `tireless stack show %s` says how".formatted(id())));
    }
}
