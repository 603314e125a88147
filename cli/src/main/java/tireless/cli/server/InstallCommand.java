package tireless.cli.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.model.TirelessException;

/** Lets systemd keep the server. */
final class InstallCommand {
    private final Context context;
    private final OptionSpec user = Arguments.flag("a unit of this user's systemd", "--user");
    private final OptionSpec system = Arguments.flag("a unit of the machine's systemd; needs root", "--system");
    private final OptionSpec print = Arguments.flag("print the unit, and change nothing", "--print");
    private final CommandSpec spec = Arguments.command(
                    "install", "Let systemd start the server now, at every boot, and whenever it ends.", this::call)
            .addOption(user)
            .addOption(system)
            .addOption(print);

    InstallCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return spec;
    }

    private int call() throws InterruptedException {
        boolean forMachine = Arguments.isSet(system);
        if (forMachine == Arguments.isSet(user)) {
            throw new ParameterException(spec.commandLine(), "say one of --user and --system");
        }
        String path = context.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        String unit = SystemdUnit.text(launcher(), context.state(), path, forMachine);
        PrintStream out = context.terminal().out();
        if (Arguments.isSet(print)) {
            out.print(unit);
            out.flush();
            return ExitStatus.OK;
        }
        ServerHome.refuseHeld(context.state());
        Path file = SystemdUnit.folder(context.configuration(), forMachine).resolve(SystemdUnit.NAME);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, unit);
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot write %s: %s; --print shows the unit, to be put there by hand"
                            .formatted(file, TirelessException.reason(e)),
                    e);
        }
        out.println("wrote " + file);
        out.flush();
        systemctl(forMachine, "daemon-reload");
        systemctl(forMachine, "enable", "--now", SystemdUnit.NAME);
        out.println("systemd keeps the server from now on");
        out.flush();
        return ExitStatus.OK;
    }

    private void systemctl(boolean forMachine, String... arguments) throws InterruptedException {
        List<String> line = new ArrayList<>(List.of("systemctl"));
        if (!forMachine) {
            line.add("--user");
        }
        line.addAll(List.of(arguments));
        try {
            int status = new ProcessBuilder(line).inheritIO().start().waitFor();
            if (status != 0) {
                throw TirelessException.failed("`%s` failed; the unit is written, and takes effect when that works"
                        .formatted(String.join(" ", line)));
            }
        } catch (IOException e) {
            throw TirelessException.failed(
                    "there is no systemctl on this machine; `tireless server start` needs no systemd", e);
        }
    }

    private static Path launcher() {
        String named = System.getProperty("tireless.launcher", "");
        if (named.isEmpty()) {
            throw TirelessException.failed(
                    "the launcher did not say where it is; start this by the command `tireless`");
        }
        return Path.of(named);
    }
}
