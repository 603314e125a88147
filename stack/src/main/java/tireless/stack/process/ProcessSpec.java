package tireless.stack.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Location;
import tireless.stack.ResolveContext;

/**
 * The {@code stackSpec} of a process as written.
 *
 * @param command the program and its first arguments; empty where {@code shell} is used, or where what was written is wrong
 */
record ProcessSpec(
        List<Scalar> command, List<String> arguments, Optional<Scalar> workingDirectory, Optional<String> shell) {
    private static final Set<String> KNOWN = Set.of("command", "arguments", "workingDirectory", "shell");

    static ProcessSpec read(Mapping written, Location place, ResolveContext context) {
        Mapping spec = SpecNames.check(written, "process", KNOWN, context);
        boolean open = spec.get("command")
                .or(() -> spec.get("shell"))
                .filter(ProcessSpec::isOpen)
                .isPresent();
        boolean command = spec.get("command").isPresent();
        boolean shell = spec.get("shell").isPresent();
        if (!command && !shell && !open) {
            context.problems()
                    .error(
                            "missing-attribute",
                            place,
                            "`stackSpec` says nothing to run",
                            "add `command: [program, argument]`, or `shell: |` with lines for /bin/sh");
        }
        if (command && shell) {
            context.problems()
                    .error(
                            "bad-value",
                            spec.entry("shell").map(entry -> entry.key().at()).orElse(place),
                            "`command` and `shell` are both set",
                            "keep one of the two");
        }
        if (shell && spec.get("arguments").isPresent()) {
            context.problems()
                    .error(
                            "bad-value",
                            spec.entry("arguments")
                                    .map(entry -> entry.key().at())
                                    .orElse(place),
                            "`shell` takes no `arguments`",
                            "write them into the text of `shell`");
        }
        SpecReader reader = new SpecReader(spec, context);
        return new ProcessSpec(
                reader.words("command", true),
                reader.words("arguments", false).stream().map(Scalar::text).toList(),
                reader.text("workingDirectory"),
                command ? Optional.empty() : reader.text("shell").map(Scalar::text));
    }

    private static boolean isOpen(Node node) {
        return switch (node) {
            case Scalar scalar -> scalar.isOpen();
            case Sequence sequence -> new ArrayList<>(sequence.items()).stream().anyMatch(ProcessSpec::isOpen);
            case Mapping _ -> false;
        };
    }
}
