package tireless.cli.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Manifests;
import tireless.cli.plane.ControlPlane;
import tireless.cli.plane.EndSignals;
import tireless.cli.plane.Guard;
import tireless.cli.plane.ThisJvm;
import tireless.cli.server.ConfiguredManifests;
import tireless.control.EventText;
import tireless.manifest.Purpose;
import tireless.plan.Candidate;
import tireless.runtime.process.log.LogLimits;
import tireless.store.Retention;

/** Runs everything in the named files in the foreground, until it is told to end. */
public final class RunCommand {
    /** Brings about the end of a run. */
    @FunctionalInterface
    private interface Ending {
        void arrange(CountDownLatch end, Console console, ControlPlane plane);
    }

    private final Context context;
    private final Ending ending;

    private final Manifests manifests;
    private final PositionalParamSpec files =
            Arguments.positional("1..*", "FILE", "manifests, folders of manifests, or - for the standard input");

    public RunCommand(Context context) {
        this(context, RunCommand::endBySignal);
    }

    private RunCommand(Context context, Ending ending) {
        this.context = context;
        this.manifests = ConfiguredManifests.of(context);
        this.ending = ending;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                        "run",
                        "Run everything in the files here and now; Ctrl-C ends it, and nothing is left.",
                        () -> run(Arguments.values(files)))
                .addPositional(files);
        manifests.addTo(spec);
        return spec;
    }

    /** Runs the manifest on the standard input for a moment. */
    public static void rehearse(Context context) throws InterruptedException {
        new RunCommand(context, (end, console, plane) -> {
                    endBySignal(end, console, plane);
                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(end::countDown);
                })
                .run(List.of("-"));
    }

    private static void endBySignal(CountDownLatch end, Console console, ControlPlane plane) {
        EndSignals.handle(
                signal -> {
                    console.ending();
                    console.say("received " + signal);
                    end.countDown();
                },
                () -> {
                    console.say("killing what still runs");
                    plane.killAll();
                });
    }

    private int run(List<String> files) throws InterruptedException {
        Manifests.Read read = manifests.read(files, Purpose.RUN, context);
        context.terminal().err().print(read.report());
        if (read.reading().hasErrors()) {
            return ExitStatus.INVALID_MANIFEST;
        }
        List<Candidate> candidates = read.reading().candidates();
        Path folder = RunHome.folder(context.state(), realPaths(read));
        try (Console console = new Console(context.terminal(), width(candidates), folder.resolve("replicas"));
                RunHome home = RunHome.hold(
                        folder,
                        String.join(", ", files),
                        () -> console.say("waiting until what an earlier run left has ended"))) {
            return run(home, console, candidates) ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private boolean run(RunHome home, Console console, List<Candidate> candidates) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (Guard guard = Guard.becoming(
                        "this run",
                        home.folder(),
                        "guard.log",
                        ThisJvm.commandLater("__end", home.folder().toString()),
                        console::say);
                ControlPlane plane = ControlPlane.ofRun(home.folder(), context, Retention.DEFAULT, LogLimits.DEFAULT)) {
            ending.arrange(end, console, plane);
            boolean quiet =
                    new RunSession(plane, context, console, new EventText(ZoneId.systemDefault()), candidates).run(end);
            if (quiet) {
                guard.release(ExitStatus.OK);
            } else {
                console.say("some processes do not end, even by SIGKILL; the guard goes on trying");
            }
            return quiet;
        }
    }

    private List<Path> realPaths(Manifests.Read read) {
        return read.sources().texts().stream()
                .map(text -> {
                    try {
                        return context.workingDirectory().resolve(text.name()).toRealPath();
                    } catch (IOException noFile) {
                        // The standard input has no path; the folder in which it was given tells it from others.
                        return context.workingDirectory().resolve(text.name());
                    }
                })
                .toList();
    }

    private static int width(List<Candidate> candidates) {
        return candidates.stream()
                .mapToInt(candidate -> candidate.key().name().length()
                        + 1
                        + Integer.toString(Math.max(0, candidate.spec().replicas() - 1))
                                .length())
                .max()
                .orElse(0);
    }
}
