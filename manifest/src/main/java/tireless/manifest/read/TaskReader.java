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
    private static final Set<String> OLD_STACK_SECTIONS =
            Set.of("flare", "bento", "beacon", "scanner", "container", "alpha", "soda");
    static final Attribute<Optional<Scalar>> STACK = Attribute.scalar(
                    "stack", Form.Text.like(StackReference.PATTERN, Form.Plain.WORDS))
            .required("add `stack: process` to run a program of this machine")
            .described("what runs it, as `name[+flavor][:version]`; `process` runs a program of this machine")
            .example("process");
    private static final Attribute<Optional<Mapping>> STACK_SPEC =
            Attribute.mapping("stackSpec").described("what the stack is told; for `process`: `command` or `shell`");

    /** The names of what belongs into every section that has a stack. */
    static final Set<String> ATTRIBUTES =
            attributes("task", TirelessReader.OF_WORKER).useful();

    private TaskReader() {}

    /** The attributes of the section {@code part} that are read here, with its own section {@code tireless}. */
    static Attributes attributes(String part, Attribute<?> tireless) {
        Attributes own = MetaReader.about(
                part,
                STACK,
                STACK_SPEC,
                ResourcesReader.RESOURCES,
                TopologyReader.TOPOLOGY,
                OldSlips.TIER,
                OldSlips.STATUS,
                OldSlips.STAMP,
                tireless);
        return InputsReader.with(ExecutionReader.with(own))
                .slip("autoscaling", ScalingReader.AUTO_SCALING.name())
                .slip("resource", ResourcesReader.RESOURCES.name())
                .rule(new Rule.OldStackSections(STACK_SPEC.name(), STACK.name(), OLD_STACK_SECTIONS, "process"));
    }

    /** The task of {@code fields}, with a stack of the name {@code unknown} where it names none; that is reported. */
    static Task read(Fields fields) {
        OldSlips.check(fields);
        fields.checkRequired();
        return new Task(
                MetaReader.about(fields),
                new StackUse(
                        stack(fields)
                                .orElseGet(() -> new StackReference("unknown", Optional.empty(), Optional.empty())),
                        fields.read(STACK_SPEC).orElseGet(() -> new Mapping(List.of(), fields.at(STACK_SPEC)))),
                InputsReader.read(fields),
                ResourcesReader.read(fields),
                ExecutionReader.read(fields),
                TopologyReader.read(fields));
    }

    /** Whether the stack is known, so that there is something to go on with. */
    static boolean hasStack(Fields fields) {
        return fields.node(STACK)
                .filter(Scalar.class::isInstance)
                .flatMap(node -> StackReference.parse(((Scalar) node).text()))
                .isPresent();
    }

    /** Reports every attribute that nobody asked for; beside an empty {@code stackSpec} it may belong into that. */
    static void refuseOthers(Fields fields, Set<String> known) {
        boolean told = fields.node(STACK_SPEC).isPresent();
        fields.refuseOthers(name -> !told && Nearest.to(name, known).isEmpty()
                ? Optional.of("if it belongs to the stack, indent it below `stackSpec:`")
                : Optional.empty());
    }

    private static Optional<StackReference> stack(Fields fields) {
        Optional<Scalar> written = fields.read(STACK);
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
