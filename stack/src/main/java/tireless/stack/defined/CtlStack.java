package tireless.stack.defined;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.manifest.kind.WorkerManifest;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * The stack {@code dataos-ctl}: the command line of this program, against the server of one home.
 *
 * @param form how it is declared
 * @param program the command; as it is found in the PATH where nothing else is known
 * @param home of the server
 */
public record CtlStack(Stack form, String program, Path home) implements FormedStack {
    /** @param clock what its templates read as the time of now */
    public static Stack of(Optional<Path> launcher, Path home, InstantSource clock) {
        StackId id = new StackId("dataos-ctl", Optional.empty(), "1.0");
        return new CtlStack(
                new BundledStack(id, "dataos-ctl.yaml", clock),
                launcher.map(Path::toString).orElse("dataos-ctl"),
                home);
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        if (context.cluster().isPresent()) {
            context.problems()
                    .error(
                            "stack-not-here",
                            manifest.valueAt("worker", "stack"),
                            "the stack %s speaks to the server of this machine, so it can not run on a Kubernetes cluster"
                                    .formatted(id()),
                            "leave `compute` out, or name one that is no cluster");
            return Optional.empty();
        }
        return form.resolve(manifest, context).map(launch -> {
            List<String> command = new ArrayList<>(launch.command());
            command.set(0, program);
            Map<String, String> environment = new TreeMap<>(launch.environment());
            environment.put("TIRELESS_HOME", home.toString());
            // Nothing goes on behind a command's back: it would be killed with the attempt, and begun anew by the next.
            environment.putAll(Map.of("TIRELESS_BUILD", "never", "TIRELESS_AOT", "existing"));
            return new Launch(
                    command,
                    launch.workingDirectory(),
                    environment,
                    launch.wholeGroup(),
                    launch.configs(),
                    launch.image());
        });
    }
}
