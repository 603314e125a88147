package tireless.cli.doctor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.context.Version;
import tireless.cli.output.Output;
import tireless.cli.plane.Backups;
import tireless.cli.server.ServerCommand;
import tireless.json.Form;

/** Looks for what keeps Tireless from working well; ends with 1 where something keeps it from working. */
public final class DoctorCommand {
    private final Context context;
    private final OptionSpec repair = Arguments.flag(
            "with the server stopped: save what is whole in a damaged database, and say what is not", "--repair");
    private final Output output = Output.ofDocuments();

    public DoctorCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec spec = Arguments.command(
                "doctor",
                "Look at the machine, the home and the server; say what is wrong and what to do.",
                this::call);
        output.addTo(spec);
        return spec.addOption(repair);
    }

    private int call() {
        return Arguments.isSet(repair) ? ServerCommand.whileStopped(context, () -> Repair.of(context)) : look();
    }

    private int look() {
        Path home = context.state();
        List<Finding> findings = new ArrayList<>(MachineChecks.all());
        findings.addAll(HomeChecks.all(home));
        findings.addAll(StoreChecks.all(new Backups(home, home.resolve("lib")), Instant.now()));
        findings.addAll(SecretChecks.all(home, new Backups(home, home.resolve("lib")), context));
        findings.add(ServerCheck.of(context.server(), home, Version.text(), Instant.now()));
        findings.addAll(ClusterChecks.all(context.server()));
        output.print(
                context.terminal().out(),
                List.of(),
                () -> Form.empty().withEach("items", findings, Finding::form),
                _ -> findings.stream()
                        .map(finding -> finding.text(context.terminal().colour()))
                        .collect(Collectors.joining()));
        return findings.stream().anyMatch(finding -> finding.level() == Finding.Level.ERROR)
                ? ExitStatus.FAILED
                : ExitStatus.OK;
    }
}
