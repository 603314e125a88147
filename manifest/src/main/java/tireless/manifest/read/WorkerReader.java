package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkerSection;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a Worker: its meta attributes, its section and all that is in it. */
final class WorkerReader {
    private static final Set<String> ATTRIBUTES = ScalingReader.with(TaskReader.ATTRIBUTES);
    private static final List<String> VERSIONS = List.of("v1beta", "v2alpha");

    private WorkerReader() {}

    /** The Worker in {@code tree}; empty where what is wrong leaves nothing to go on with. */
    static Optional<WorkerManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.WORKER, VERSIONS);
        return Section.find(fields, tree, ResourceType.WORKER, ATTRIBUTES, "add `worker:` with `stack:` below it")
                .flatMap(WorkerReader::section)
                .map(worker -> new WorkerManifest(origin, meta, worker, tree));
    }

    private static Optional<WorkerSection> section(Fields fields) {
        IngressRule.check(fields);
        Task task = TaskReader.read(fields);
        WorkerSection section = new WorkerSection(task, ScalingReader.read(fields), TirelessReader.read(fields));
        TaskReader.refuseOthers(fields, ATTRIBUTES);
        NotYet.warn(fields, section);
        return TaskReader.hasStack(fields) ? Optional.of(section) : Optional.empty();
    }
}
