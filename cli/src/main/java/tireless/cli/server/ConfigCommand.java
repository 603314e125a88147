package tireless.cli.server;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;

/** Prints the configuration that is in force, with every key and its default. */
final class ConfigCommand {
    private final Context context;

    ConfigCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return Arguments.command("config", "Print the server's configuration, all keys with their values.", this::call);
    }

    private int call() {
        Path file = ServerConfigReader.file(context.configuration());
        ServerConfig config = ServerConfigReader.read(context.configuration());
        context.terminal()
                .out()
                .print("# %s%s%n%s"
                        .formatted(
                                file,
                                Files.exists(file) ? "" : " (there is no such file: all is by default)",
                                config.text()));
        context.terminal().out().flush();
        return ExitStatus.OK;
    }
}
