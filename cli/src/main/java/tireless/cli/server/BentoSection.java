package tireless.cli.server;

import java.util.Optional;
import tireless.cli.context.Context;
import tireless.manifest.read.Attribute;
import tireless.manifest.read.Attributes;
import tireless.manifest.read.Fields;
import tireless.model.TirelessException;
import tireless.stack.defined.BentoSettings;

/** The section {@code bento} of {@code server.yaml}: what runs the stacks {@code bento} and {@code bento-worker}. */
public final class BentoSection {
    private static final Attribute<Optional<String>> COMMAND = Attribute.text("command")
            .described(
                    "the program, as a name of the PATH or an absolute path; without one `bento` of the PATH, else the image")
            .byDefault("")
            .example("/opt/bento/bento");
    private static final Attribute<Optional<String>> IMAGE = Attribute.text("image")
            .described("what it runs in where there is no such program, and podman or docker is there")
            .byDefault(BentoSettings.DEFAULT.image());

    static final Attribute<Optional<Fields>> BENTO =
            Attribute.section("bento", Attributes.of("bento", COMMAND, IMAGE)).described("what runs Bento");

    private BentoSection() {}

    /**
     * What a command that runs or checks workers itself goes by: the same key, and podman or docker.
     *
     * @throws TirelessException with every problem of the file as its text
     */
    public static BentoSettings of(Context context) {
        return ServerConfigReader.read(context.configuration()).bento();
    }

    static BentoSettings read(Fields fields) {
        Optional<String> command = fields.read(COMMAND).map(String::strip).filter(text -> !text.isEmpty());
        if (command.filter(text -> text.contains("/") && !text.startsWith("/")).isPresent()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.valueAt(COMMAND),
                            "`command` must be a name or an absolute path, not `%s`".formatted(command.get()),
                            "begin with `/`");
        }
        BentoSettings settings = new BentoSettings(
                command,
                fields.read(IMAGE)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .orElse(BentoSettings.DEFAULT.image()),
                Optional.empty(),
                Optional.empty());
        fields.refuseOthers();
        return settings;
    }

    /** The section, as a configuration file has it. */
    static String text(BentoSettings settings) {
        return """
                # What runs Bento.
                bento:
                  # the program, as a name of the PATH or an absolute path; without one `bento` of the PATH, else the image
                  command: "%s"
                  # what it runs in where there is no such program, and podman or docker is there
                  image: "%s"
                """.formatted(settings.command().orElse(""), settings.image());
    }
}
