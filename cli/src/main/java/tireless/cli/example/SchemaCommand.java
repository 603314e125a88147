package tireless.cli.example;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.manifest.schema.ManifestSchema;
import tireless.model.ResourceType;

/** Prints the JSON Schema of manifests, for editors. */
public final class SchemaCommand {
    private final Context context;
    private final PositionalParamSpec kind =
            Arguments.positional("0..1", "KIND", Examples.keywords() + "; without it any of them");
    private final CommandSpec spec = Arguments.command(
                    "schema", "Print the JSON Schema of manifests, for editors.", this::call)
            .addPositional(kind);

    public SchemaCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        return spec;
    }

    private int call() {
        List<String> words = Arguments.values(kind);
        context.terminal().out().print(words.isEmpty() ? ManifestSchema.ofAny() : of(words));
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    private String of(List<String> words) {
        ResourceType type = ExampleCommand.kind(words, spec);
        return ManifestSchema.of(type)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no schema of a %s; there are: %s".formatted(type.keyword(), Examples.keywords())));
    }
}
