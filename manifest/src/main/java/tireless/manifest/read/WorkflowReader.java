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
    private static final Set<String> ATTRIBUTES =
            Set.of("title", "description", "tags", "schedule", "dag", "dryRun", "runAsUser", "runAsApiKey", "tireless");
    private static final List<String> OWN = List.of(
            "concurrency", "catchUp", "timeout", "notify", "terminationGracePeriodSeconds", "unixUser", "network");
    private static final List<String> VERSIONS = List.of("v1", "v2alpha");

    private WorkflowReader() {}

    /** The Workflow in {@code tree}; empty where it has no section. */
    static Optional<WorkflowManifest> read(Mapping tree, Origin origin, Reading reading) {
        Fields fields = new Fields(tree, reading);
        Meta meta = MetaReader.read(fields, ResourceType.WORKFLOW, VERSIONS);
        return Section.find(fields, tree, ResourceType.WORKFLOW, ATTRIBUTES, "add `workflow:` with `dag:` below it")
                .map(section -> new WorkflowManifest(origin, meta, section(section), tree));
    }

    private static WorkflowSection section(Fields fields) {
        fields.require("dag", "add `dag:` with a list of jobs, each with `name:` and `spec:`");
        WorkflowSection section = new WorkflowSection(
                MetaReader.about(fields),
                ExecutionReader.read(fields),
                fields.fields("schedule").flatMap(ScheduleReader::read),
                dag(fields),
                TirelessReader.kept(fields, OWN));
        fields.refuseOthers();
        return section;
    }

    private static List<Job> dag(Fields fields) {
        if (fields.node("dag").orElse(null) instanceof Sequence jobs
                && jobs.items().isEmpty()) {
            fields.problems()
                    .error("bad-value", jobs.at(), "`dag` has no job", "a Workflow needs one job or more: `- name: …`");
        }
        List<Job> dag = new ArrayList<>();
        boolean whole = true;
        if (fields.node("dag").orElse(null) instanceof Mapping one) {
            fields.problems()
                    .warning(
                            "unusual-value",
                            one.at(),
                            "`dag` is a list of jobs; this mapping is read as its only one",
                            "put `- ` before the first line of the job, and indent the others like it");
        }
        for (Fields job : fields.mappingsOrOne("dag")) {
            Optional<Job> read = JobReader.read(job);
            read.ifPresent(dag::add);
            whole &= read.isPresent();
        }
        new DagRule(dag, fields.problems()).check(whole);
        return dag;
    }
}
