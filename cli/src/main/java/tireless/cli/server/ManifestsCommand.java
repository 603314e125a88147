package tireless.cli.server;

import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.kubernetes.install.ServerObjects;

/** Prints a server as objects of Kubernetes. */
final class ManifestsCommand {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern QUANTITY = Pattern.compile("[1-9][0-9]*(Mi|Gi|Ti|M|G|T)");

    private final Context context;
    private final OptionSpec image =
            Arguments.option("IMAGE", "the image of Tireless, as the cluster pulls it", "--image");
    private final OptionSpec namespace =
            Arguments.option("NAMESPACE", "the namespace of the server; `tireless` unless said", "--namespace");
    private final OptionSpec storage =
            Arguments.option("SIZE", "how large its home may become; 2Gi unless said", "--storage");
    private final CommandSpec spec = Arguments.command(
                    "manifests",
                    "Print a server for a cluster: its objects, with the rights that it needs there.",
                    this::call)
            .addOption(image)
            .addOption(namespace)
            .addOption(storage);

    ManifestsCommand(Context context) {
        this.context = context;
    }

    CommandSpec spec() {
        return spec;
    }

    private int call() {
        String pulled = Arguments.value(image)
                .orElseThrow(
                        () -> new ParameterException(spec.commandLine(), "name the image of Tireless: --image IMAGE"));
        String place = checked(namespace, "tireless", LABEL, "a name of a namespace");
        String size = checked(storage, "2Gi", QUANTITY, "a size, as 2Gi");
        context.terminal().out().print(new ServerObjects(pulled, place, size).yaml());
        context.terminal().out().flush();
        return ExitStatus.OK;
    }

    private String checked(OptionSpec option, String usual, Pattern form, String what) {
        String value = Arguments.value(option).orElse(usual);
        if (!form.matcher(value).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "%s: `%s` is not %s".formatted(option.longestName(), value, what));
        }
        return value;
    }
}
