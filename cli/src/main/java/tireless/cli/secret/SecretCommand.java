package tireless.cli.secret;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import tireless.api.RotationView;
import tireless.cli.context.Arguments;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.output.Output;
import tireless.model.Plural;

/** Changes the key that the values of secrets are encrypted with. */
public final class SecretCommand {
    private final Context context;
    private final OptionSpec lost = Arguments.flag(
            "go on without the present values that can not be read; where the key itself is lost, begin with a new one",
            "--lost");
    private final Output output = Output.ofDocuments();

    public SecretCommand(Context context) {
        this.context = context;
    }

    /** The command line that it answers. */
    public CommandSpec spec() {
        CommandSpec secret = Arguments.group("secret", "Change the key that secrets are encrypted with.");
        CommandSpec rotate = Arguments.command(
                        "rotate-key", "Encrypt the values of all secrets with a new key.", this::rotate)
                .addOption(lost);
        output.addTo(rotate);
        return secret.addSubcommand("rotate-key", rotate);
    }

    private int rotate() {
        RotationView made = context.server().rotateKey(Arguments.isSet(lost));
        output.print(context.terminal().out(), List.of(), made::form, _ -> text(made));
        return ExitStatus.OK;
    }

    private static String text(RotationView made) {
        StringBuilder text =
                new StringBuilder("the values of %s have a new key; a backup from before needs the old one\n"
                        .formatted(Plural.of(made.sealed(), "revision")));
        made.notes().forEach(note -> text.append(note).append('\n'));
        if (!made.unread().isEmpty()) {
            text.append("not read, and left as they were: %s; apply these again\n"
                    .formatted(String.join(", ", made.unread())));
        }
        if (!made.older().isEmpty()) {
            text.append("not read of older revisions, and left as they were: %s\n"
                    .formatted(String.join(", ", made.older())));
        }
        return text.toString();
    }
}
