package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.StackUse;
import tireless.manifest.kind.Task;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;

/** Reads what a Worker, a Service and a job have in common. */
final class TaskReader {
    /** What belongs into every section that has a stack. */
    static final Set<String> ATTRIBUTES = Set.of(
            "title",
            "description",
            "tags",
            "stack",
            "stackSpec",
            "envs",
            "configs",
            "secrets",
            "dataosSecrets",
            "dataosVolumes",
            "tempVolume",
            "persistentVolume",
            "resources",
            "compute",
            "logLevel",
            "dryRun",
            "runAsUser",
            "runAsApiKey",
            "topology",
            "tireless");

    private TaskReader() {}

    /** The task of {@code fields}, with a stack of the name {@code unknown} where it names none; that is reported. */
    static Task read(Fields fields) {
        OldSlips.check(fields);
        fields.require("stack", "add `stack: process` to run a program of this machine");
        return new Task(
                MetaReader.about(fields),
                new StackUse(
                        stack(fields)
                                .orElseGet(() -> new StackReference("unknown", Optional.empty(), Optional.empty())),
                        fields.mapping("stackSpec").orElseGet(() -> new Mapping(List.of(), fields.at("stackSpec")))),
                InputsReader.read(fields),
                ResourcesReader.read(fields),
                ExecutionReader.read(fields),
                TopologyReader.read(fields));
    }

    /** Whether the stack is known, so that there is something to go on with. */
    static boolean hasStack(Fields fields) {
        return fields.node("stack")
                .filter(Scalar.class::isInstance)
                .flatMap(node -> StackReference.parse(((Scalar) node).text()))
                .isPresent();
    }

    /** Reports every attribute that nobody asked for; beside an empty {@code stackSpec} it may belong into that. */
    static void refuseOthers(Fields fields, Set<String> known) {
        boolean told = fields.node("stackSpec").isPresent();
        fields.refuseOthers(name -> !told && Nearest.to(name, known).isEmpty()
                ? Optional.of("if it belongs to the stack, indent it below `stackSpec:`")
                : Optional.empty());
    }

    private static Optional<StackReference> stack(Fields fields) {
        Optional<Scalar> written = fields.scalar("stack");
        Optional<StackReference> stack = written.flatMap(scalar -> StackReference.parse(scalar.text()));
        if (written.isPresent() && stack.isEmpty()) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.get().at(),
                            "%s names no stack".formatted(written.get().shown()),
                            "write `name`, `name:version` or `name+flavor:version`");
        }
        return stack;
    }
}
