package tireless.stack;

import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.RunSpec;

/** Warns of commands of {@code notify} that are not there: they are looked for when something happens, which is late. */
final class RecipientCommands {
    private static final String SPACES = "a text is one program and is not split: write `command: [program, argument]`";

    private RecipientCommands() {}

    /** @param run in whose folder and with whose PATH they are looked for */
    static void check(WorkerManifest manifest, RunSpec run, ResolveContext context) {
        Program program = new Program(run.workingDirectory(), context.forgiving(), SPACES);
        for (Mapping recipient : manifest.recipients()) {
            command(recipient)
                    .filter(written -> isKnown(written.text(), run, context))
                    .ifPresent(written -> program.of(
                            written, Optional.ofNullable(run.environment().get("PATH"))));
        }
    }

    /** A folder that is made by the start, or is that of an image, may have anything in it. */
    private static boolean isKnown(String text, RunSpec run, ResolveContext context) {
        return text.indexOf('/') <= 0
                || (run.image().isEmpty() && context.disk().at(run.workingDirectory()) == Disk.Kind.FOLDER);
    }

    private static Optional<Scalar> command(Mapping recipient) {
        return recipient
                .get("command")
                .map(command -> command instanceof Sequence list ? list.items() : List.<Node>of(command))
                .flatMap(items -> items.stream().findFirst())
                .filter(Scalar.class::isInstance)
                .map(Scalar.class::cast);
    }
}
