package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.StackUse;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkerSection;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.model.ResourceType;

/** Reads a Worker: its meta attributes, its section and all that is in it. */
public final class WorkerReader {
    static final Set<String> ATTRIBUTES = Set.of(
            "title",
            "description",
            "tags",
            "stack",
            "stackSpec",
            "replicas",
            "autoScaling",
            "highAvailabilityConfig",
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

    private static final List<String> VERSIONS = List.of("v1beta", "v2alpha");

    private WorkerReader() {}

    /** The Worker in {@code root}; empty where what is wrong leaves nothing to go on with. */
    public static Optional<WorkerManifest> read(Mapping root, Origin origin, Reading reading) {
        Mapping tree = new WorkerShape(reading.problems()).canonical(root);
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.WORKER, VERSIONS);
        Optional<Fields> section = fields.fields(WorkerShape.SECTION);
        boolean misplaced = refuseOthers(fields, tree);
        if (tree.get(WorkerShape.SECTION).isEmpty() && !misplaced) {
            reading.problems()
                    .error(
                            "missing-attribute",
                            fields.at(WorkerShape.SECTION),
                            "the section `worker` is missing",
                            "add `worker:` with `stack:` below it");
        }
        return section.flatMap(WorkerReader::section).map(worker -> new WorkerManifest(origin, meta, worker, tree));
    }

    /** Whether the section seems to be there under another name. */
    private static boolean refuseOthers(Fields fields, Mapping tree) {
        fields.refuseOthers(name -> ATTRIBUTES.contains(name)
                ? Optional.of("it belongs into the section `worker`: indent it")
                : ResourceType.of(name).isPresent()
                        ? Optional.of("`type` says worker, so the section is `worker`")
                        : Optional.empty());
        return tree.entries().stream()
                .map(Mapping.Entry::name)
                .filter(name -> !name.equals(WorkerShape.SECTION))
                .anyMatch(name -> ResourceType.of(name).isPresent()
                        || Nearest.to(name, WorkerShape.sections()).isPresent());
    }

    private static Optional<WorkerSection> section(Fields fields) {
        IngressRule.check(fields);
        OldSlips.check(fields);
        fields.require("stack", "add `stack: process` to run a program of this machine");
        Optional<StackReference> stack = stack(fields);
        Optional<Mapping> spec = fields.mapping("stackSpec");
        WorkerSection section = new WorkerSection(
                MetaReader.about(fields),
                new StackUse(
                        stack.orElseGet(() -> new StackReference("unknown", Optional.empty(), Optional.empty())),
                        spec.orElseGet(() -> new Mapping(List.of(), fields.at("stackSpec")))),
                ScalingReader.read(fields),
                InputsReader.read(fields),
                ResourcesReader.read(fields),
                ExecutionReader.read(fields),
                TopologyReader.read(fields),
                TirelessReader.read(fields));
        fields.refuseOthers(
                name -> spec.isEmpty() && Nearest.to(name, ATTRIBUTES).isEmpty()
                        ? Optional.of("if it belongs to the stack, indent it below `stackSpec:`")
                        : Optional.empty());
        NotYet.warn(fields, section);
        return stack.map(_ -> section);
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
