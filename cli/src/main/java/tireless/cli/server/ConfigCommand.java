package tireless.cli.server;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.manifest.schema.ManifestSchema;

/** Prints the configuration that is in force, with every key and its default. */
final class ConfigCommand {
    private final Context context;
    private final OptionSpec schema = Arguments.flag("print the JSON Schema of server.yaml instead", "--schema");

    ConfigCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return Arguments.command("config", "Print the server's configuration, all keys with their values.", this::call);
    }

    private int call() {
        if (Arguments.isSet(schema)) {
            context.terminal()
                    .out()
                    .print(ManifestSchema.of(
                            "server", "Configuration of the Tireless server", ServerConfigReader.DOCUMENT));
            context.terminal().out().flush();
            return ExitStatus.OK;
        }
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
