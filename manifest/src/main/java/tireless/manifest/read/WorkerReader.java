package tireless.manifest.read;

import java.util.Optional;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.Task;
import tireless.manifest.kind.WorkerManifest;
import tireless.manifest.kind.WorkerSection;
import tireless.manifest.yaml.Mapping;
import tireless.model.ResourceType;

/** Reads a Worker: its meta attributes, its section and all that is in it. */
final class WorkerReader {
    private static final MetaReader META = new MetaReader(ResourceType.WORKER, "v1beta", "v2alpha");
    private static final Attributes ATTRIBUTES =
            IngressRule.with(ScalingReader.with(TaskReader.attributes("worker", TirelessReader.OF_WORKER)));
    private static final Attribute<Optional<Fields>> SECTION =
            Attribute.section("worker", ATTRIBUTES).described("what runs, how often and with what");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private WorkerReader() {}

    /** The Worker in {@code tree}; empty where what is wrong leaves nothing to go on with. */
    static Optional<WorkerManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        return Section.find(
                        fields,
                        tree,
                        SECTION,
                        ResourceType.WORKER,
                        ATTRIBUTES.useful(),
                        "add `worker:` with `stack:` below it")
                .flatMap(WorkerReader::section)
                .map(worker -> new WorkerManifest(origin, meta, worker, tree));
    }

    private static Optional<WorkerSection> section(Fields fields) {
        IngressRule.check(fields);
        Task task = TaskReader.read(fields);
        WorkerSection section = new WorkerSection(task, ScalingReader.read(fields), TirelessReader.ofWorker(fields));
        TaskReader.refuseOthers(fields, ATTRIBUTES.useful());
        NotYet.warn(fields, section);
        return TaskReader.hasStack(fields) ? Optional.of(section) : Optional.empty();
    }
}
