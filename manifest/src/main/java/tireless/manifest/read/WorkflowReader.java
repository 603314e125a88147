package tireless.manifest.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Meta;
import tireless.manifest.kind.Origin;
import tireless.manifest.kind.WorkflowManifest;
import tireless.manifest.kind.WorkflowSection;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Sequence;
import tireless.model.ResourceType;

/** Reads a Workflow: its schedule and its jobs. */
final class WorkflowReader {
    /** What is told to be indented where it stands beside the section. */
    private static final Set<String> INDENTED =
            Set.of("title", "description", "tags", "schedule", "dag", "dryRun", "runAsUser", "runAsApiKey", "tireless");

    private static final Attributes OWN = Attributes.of(
            "tireless of a workflow",
            Attribute.anything("concurrency")
                    .described("how many runs or jobs go on at once; not acted on in this build"),
            Attribute.anything("catchUp")
                    .described("what becomes of missed runs: `none`, `last` or `all`; not acted on in this build"),
            TirelessReader.TIMEOUT,
            TirelessReader.NOTIFY,
            TirelessReader.KEPT_GRACE,
            TirelessReader.KEPT_UNIX_USER,
            TirelessReader.KEPT_NETWORK);
    private static final Attribute<Optional<Fields>> TIRELESS = TirelessReader.section(OWN);
    private static final Attribute<List<Fields>> DAG = Attribute.sectionsOrOne("dag", JobReader.ATTRIBUTES, 1)
            .required("add `dag:` with a list of jobs, each with `name:` and `spec:`")
            .described("the jobs, one or more");
    private static final MetaReader META = new MetaReader(ResourceType.WORKFLOW, "v1", "v2alpha");
    private static final Attribute<Optional<Fields>> SECTION = Attribute.section(
                    "workflow",
                    ExecutionReader.with(MetaReader.about("workflow", DAG, ScheduleReader.SCHEDULE, TIRELESS)))
            .described("the jobs, and when they run");

    /** A whole manifest. */
    static final Attributes DOCUMENT = Section.document(META, SECTION);

    private WorkflowReader() {}

    /** The Workflow in {@code tree}; empty where it has no section. */
    static Optional<WorkflowManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, DOCUMENT, reading);
        Meta meta = META.read(fields);
        return Section.find(
                        fields, tree, SECTION, ResourceType.WORKFLOW, INDENTED, "add `workflow:` with `dag:` below it")
                .map(section -> new WorkflowManifest(origin, meta, section(section), tree));
    }

    private static WorkflowSection section(Fields fields) {
        fields.checkRequired();
        WorkflowSection section = new WorkflowSection(
                MetaReader.about(fields),
                ExecutionReader.read(fields),
                fields.read(ScheduleReader.SCHEDULE).flatMap(ScheduleReader::read),
                dag(fields),
                TirelessReader.kept(fields, TIRELESS));
        fields.refuseOthers();
        return section;
    }

    private static List<Job> dag(Fields fields) {
        if (fields.node(DAG).orElse(null) instanceof Sequence jobs
                && jobs.items().isEmpty()) {
            fields.problems()
                    .error("bad-value", jobs.at(), "`dag` has no job", "a Workflow needs one job or more: `- name: …`");
        }
        List<Job> dag = new ArrayList<>();
        boolean whole = true;
        if (fields.node(DAG).orElse(null) instanceof Mapping one) {
            fields.problems()
                    .warning(
                            "unusual-value",
                            one.at(),
                            "`dag` is a list of jobs; this mapping is read as its only one",
                            "put `- ` before the first line of the job, and indent the others like it");
        }
        for (Fields job : fields.read(DAG)) {
            Optional<Job> read = JobReader.read(job);
            read.ifPresent(dag::add);
            whole &= read.isPresent();
        }
        new DagRule(dag, fields.problems()).check(whole);
        return dag;
    }
}
