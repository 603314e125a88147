package tireless.cli.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tireless.api.BackupRequest;
import tireless.api.BackupView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.cli.plane.Backups;
import tireless.cli.server.ServerCommand;
import tireless.model.Plural;
import tireless.model.TirelessException;

/** Makes a backup: by the server where one runs, else of the home's file itself. */
public final class BackupCommand {
    private final Context context;
    private final OptionSpec force = Arguments.flag("replace a file that is there already", "--force");
    private final PositionalParamSpec file =
            Arguments.positional("0..1", "FILE", "where to; without it a new file in the folder backups of the home");
    private final Output output = Output.ofDocuments();

    public BackupCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                        "backup", "Copy what is desired, its history and the events into one file.", this::call)
                .addPositional(file)
                .addOption(force);
        output.addTo(spec);
        return spec;
    }

    private int call() {
        Optional<String> target = Arguments.values(file).stream()
                .findFirst()
                .map(name ->
                        context.workingDirectory().resolve(name).normalize().toString());
        BackupRequest request = new BackupRequest(target, Arguments.isSet(force));
        BackupView made = ServerCommand.isThere(context)
                ? context.server().backUp(request)
                : ServerCommand.whileStopped(context, () -> backups(context).take(request, Instant.now()));
        output.print(
                context.terminal().out(),
                List.of(),
                made::form,
                _ -> "backup %s: %s; %s\n"
                        .formatted(
                                made.file(),
                                size(made.bytes()),
                                content(made.resources(), made.events(), made.damaged())));
        return ExitStatus.OK;
    }

    /** The backups of the home of a context. */
    static Backups backups(Context context) {
        Path home = context.state();
        if (!Files.exists(home.resolve("tireless.db"))) {
            throw new TirelessException(
                    TirelessException.Code.NOT_FOUND,
                    false,
                    "there is no database in %s: nothing was ever applied there".formatted(home));
        }
        return new Backups(home, home.resolve("lib"));
    }

    static String content(int resources, int events, int damaged) {
        return "%s, %s%s"
                .formatted(
                        Plural.of(resources, "resource"),
                        Plural.of(events, "event"),
                        damaged == 0 ? "" : "; damaged in it, of past revisions and events: %d".formatted(damaged));
    }

    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%d kB", (bytes + 999) / 1_000)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
