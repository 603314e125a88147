package tireless.cli.backup;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Question;
import tireless.cli.plane.Backups;
import tireless.cli.plane.SecretCheck;
import tireless.cli.server.ServerCommand;
import tireless.model.TirelessException;
import tireless.store.sqlite.Inspection;
import tireless.store.sqlite.Restore;

/** Puts a backup in the place of the home's database; only while no server runs. */
public final class RestoreCommand {
    private final Context context;
    private final OptionSpec yes = Arguments.flag("do not ask", "-y", "--yes");
    private final PositionalParamSpec file = Arguments.positional("1", "FILE", "the backup");

    public RestoreCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return Arguments.command(
                        "restore",
                        "Put a backup in the place of the database; what is desired is then as it was.",
                        this::call)
                .addPositional(file)
                .addOption(yes);
    }

    private int call() {
        Path backup = context.workingDirectory().resolve(Arguments.values(file).getFirst());
        if (!Files.exists(backup)) {
            throw new TirelessException(TirelessException.Code.NOT_FOUND, false, "there is no file " + backup);
        }
        return ServerCommand.whileStopped(context, () -> restore(backup));
    }

    private int restore(Path backup) {
        Path home = context.state();
        Backups backups = new Backups(home, home.resolve("lib"));
        backups.tidy(Instant.now());
        Inspection found = Inspection.of(backup, backups.libraries(), "nothing was changed; take another backup");
        String content = BackupCommand.content(
                found.resources(), found.events(), found.damagedRevisions().size() + found.damagedEvents());
        if (!Arguments.isSet(yes)
                && Files.exists(backups.database())
                && !Question.agreed("replace the database by this backup (%s)".formatted(content), context)) {
            return ExitStatus.FAILED;
        }
        Restore done = Restore.of(backup, backups.database(), backups.libraries());
        PrintStream out = context.terminal().out();
        out.println("restored %s: %s".formatted(backup, content));
        if (Files.exists(done.kept())) {
            out.println("the database before is kept as " + done.kept());
        }
        SecretCheck.of(home, backups, context)
                .problem()
                .ifPresent(why -> out.println("its secrets need their key: " + why));
        Parting.lines(backups, home).forEach(out::println);
        out.flush();
        return ExitStatus.OK;
    }
}
