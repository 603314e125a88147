package tireless.stack.defined;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tireless.manifest.kind.WorkerManifest;
import tireless.model.ContainerImage;
import tireless.model.Location;
import tireless.model.Probe;
import tireless.model.UnixAccount;
import tireless.stack.Disk;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.SearchPath;
import tireless.stack.Stack;

/**
 * Bento, as a program of this machine, in a container or on a cluster: a replica is ready while {@code /ready} at its port answers 200, which is when
 * input and output are connected (Bento, "Health Checks").
 *
 * @param form how it is declared
 * @param settings asked for when a worker names the stack
 */
public record BentoStack(Stack form, Supplier<BentoSettings> settings) implements FormedStack {
    private static final String PROGRAM = "bento";

    /** Where the images of Bento and of DataOS have it. */
    private static final String PROGRAM_OF_IMAGE = "/bento";

    /** The files that it is given belong to the server's account, which is this one in a container of its own engine. */
    private static final UnixAccount ROOT_OF_IMAGE = new UnixAccount("0", Optional.empty());

    /** Without a program for HTTP, which a machine may lack. */
    private static final Probe READY = ready(
            "bash",
            "-c",
            "exec 3<>/dev/tcp/127.0.0.1/$DATAOS_METRIC_PORT && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]");

    /** The image of Bento is made of busybox, and has no bash. */
    private static final Probe READY_IN_IMAGE =
            ready("sh", "-c", "wget -q -O /dev/null http://127.0.0.1:$DATAOS_METRIC_PORT/ready");

    /** What there is of it. */
    private sealed interface Found {
        record Here(String command) implements Found {}

        record InImage() implements Found {}

        record Missing(String what, String hint) implements Found {}
    }

    private static Probe ready(String... command) {
        return new Probe(
                List.of(command), Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2), 1, 3, Optional.empty());
    }

    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        BentoSettings known = settings.get();
        if (context.cluster().isPresent()) {
            String image = manifest.worker().tireless().pods().image().orElse(known.image());
            return form.resolve(manifest, context).map(launch -> inImage(launch, image, Optional.empty()));
        }
        return switch (found(known, manifest, context)) {
            case Found.Here(String command) ->
                form.resolve(manifest, context)
                        .map(launch -> launch.withProgram(command).withReadiness(READY));
            case Found.InImage() -> {
                context.problems()
                        .warning(
                                "program-in-image",
                                manifest.valueAt("worker", "stack"),
                                "there is no program `%s` in PATH: the stack %s runs in the image %s"
                                        .formatted(PROGRAM, id(), known.image()),
                                "install Bento, or name it as `bento.command` in server.yaml, and apply again");
                yield form.resolve(manifest, context)
                        .map(launch -> inImage(launch, known.image(), Optional.of(ROOT_OF_IMAGE)));
            }
            case Found.Missing(String what, String hint) -> {
                report(known, what, hint, manifest, context);
                yield form.resolve(manifest, context)
                        .map(launch -> launch.withProgram(known.command().orElse(PROGRAM))
                                .withReadiness(READY));
            }
        };
    }

    private static Launch inImage(Launch launch, String image, Optional<UnixAccount> user) {
        return launch.inImage(new ContainerImage(image, Optional.empty(), false), PROGRAM_OF_IMAGE, user)
                .withReadiness(READY_IN_IMAGE);
    }

    /** Replicas of a server wait for what is not there yet. */
    private static void report(
            BentoSettings known, String what, String hint, WorkerManifest manifest, ResolveContext context) {
        Location at = manifest.valueAt("worker", "stack");
        if (known.path().isPresent()) {
            context.problems().warning("no-such-program", at, what, hint);
        } else {
            context.notHere("no-such-program", at, what, hint);
        }
    }

    private Found found(BentoSettings known, WorkerManifest manifest, ResolveContext context) {
        Optional<SearchPath> path = Optional.ofNullable(
                        manifest.worker().task().inputs().envs().get("PATH"))
                .or(known::path)
                .or(context::searchPath)
                .map(entries -> new SearchPath(entries, manifest.origin().folder(), context.disk()));
        String program = known.command().orElse(PROGRAM);
        if (program.startsWith("/")
                ? context.disk().at(Path.of(program)) == Disk.Kind.PROGRAM
                : path.map(there -> there.has(program)).orElse(true)) {
            return new Found.Here(program);
        }
        if (known.command().isPresent()) {
            return new Found.Missing(
                    "the stack %s needs the program `%s`, which `bento.command` of server.yaml names and which is not there"
                            .formatted(id(), program),
                    "install Bento there, or correct that key");
        }
        return hasEngine(known, manifest, context)
                ? new Found.InImage()
                : new Found.Missing(
                        "the stack %s needs the program `%s`, which is not in PATH, or podman or docker to run its image"
                                .formatted(id(), PROGRAM),
                        "install Bento or podman, or name the program as `bento.command` in server.yaml; `tireless stack show %s` says how an image of yours is declared"
                                .formatted(id()));
    }

    private static boolean hasEngine(BentoSettings known, WorkerManifest manifest, ResolveContext context) {
        return known.engine().map(List::of).orElse(List.of("podman", "docker")).stream()
                .anyMatch(engine -> engine.startsWith("/")
                        ? context.disk().at(Path.of(engine)) == Disk.Kind.PROGRAM
                        : known.path()
                                .or(context::searchPath)
                                .map(path ->
                                        new SearchPath(path, manifest.origin().folder(), context.disk()))
                                .filter(path -> path.has(engine))
                                .isPresent());
    }
}
