package tireless.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.plane.ControlPlane;
import tireless.runtime.process.log.LogLimits;
import tireless.store.DamagedStoreException;
import tireless.store.Retention;

/** What the guard runs when a run was killed: ends everything that the run left behind. */
public final class EndCommand {
    private static final Duration LIMIT = Duration.ofHours(1);

    private final Context context;

    private final PositionalParamSpec home = Arguments.positional("1", "HOME", "the folder of the run");

    public EndCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return Arguments.hidden(
                        "__end", () -> end(Path.of(Arguments.values(home).getFirst())))
                .addPositional(home);
    }

    private int end(Path home) {
        Optional<RunHome> held = RunHome.holdForLeftovers(home);
        if (held.isEmpty()) {
            // A new run was faster, and ends what was left itself.
            return ExitStatus.OK;
        }
        try (RunHome _ = held.get();
                ControlPlane plane = open(home)) {
            plane.endLeftovers(LIMIT);
            return ExitStatus.OK;
        }
    }

    /** What the store says is not needed to end what runs; it stays as it is, for people to look at. */
    private ControlPlane open(Path home) {
        try {
            return ControlPlane.ofRun(home, context, Retention.DEFAULT, LogLimits.DEFAULT);
        } catch (DamagedStoreException damaged) {
            context.terminal().err().println(damaged.getMessage());
            return ControlPlane.withoutStore(home, context, LogLimits.DEFAULT);
        }
    }
}
