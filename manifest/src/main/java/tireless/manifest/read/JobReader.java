package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.manifest.kind.About;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Job.Dependency;
import tireless.manifest.kind.Retry;
import tireless.manifest.kind.Task;
import tireless.manifest.value.Names;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;

/** Reads one job of a Workflow. */
final class JobReader {
    private static final Attributes OWN = Attributes.of(
            "tireless of a job",
            TirelessReader.TIMEOUT,
            Attribute.anything("when").described("a condition for the job to run at all; not acted on in this build"),
            Attribute.anything("outputs").described("what the job hands to those after it; not acted on in this build"),
            Attribute.anything("concurrency").described("how many of it go on at once; not acted on in this build"),
            TirelessReader.NOTIFY,
            TirelessReader.KEPT_GRACE,
            TirelessReader.KEPT_UNIX_USER,
            TirelessReader.KEPT_NETWORK,
            TirelessReader.KEPT_IMAGE);
    private static final Attribute<Optional<Fields>> TIRELESS = TirelessReader.section(OWN);
    private static final Attribute<Optional<Scalar>> NAME = Attribute.scalar(
                    "name", Form.Text.like("(?![0-9])" + Names.PATTERN, Form.Plain.BOOLEANS))
            .required("name the job: `- name: my-job`")
            .described("what the job is called: as other names, and a letter first; no two jobs have the same")
            .example("my-job");
    private static final Attribute<Optional<String>> FILE =
            Attribute.text("file").described("the path of another Workflow, in the place of a stack");
    private static final Attribute<Optional<Boolean>> COLLECTED = Attribute.bool("gcWhenComplete")
            .described("whether what it leaves is removed when it is over; not acted on in this build");
    private static final Attribute<List<Node>> DEPENDENCIES = Attribute.of(
                    "dependencies", new Form.ListOf(Form.Text.ANY, true, false, 0), Fields::itemsOrOne)
            .described("the jobs that must have succeeded before");

    private static final Attributes FILE_ALONE =
            MetaReader.about("spec of a job with a file", FILE, RetryReader.RETRY, COLLECTED);
    private static final Attribute<Optional<Fields>> SPEC = Attribute.section(
                    "spec",
                    TaskReader.attributes("spec of a job", TIRELESS)
                            .with("spec of a job", FILE, RetryReader.RETRY, COLLECTED)
                            .rule(new Rule.UnlessFile()))
            .described("what the job runs: its `stack`, its `stackSpec` and the rest");

    static final Attributes ATTRIBUTES = MetaReader.about(
                    "job", NAME, SPEC, FILE, DEPENDENCIES, RetryReader.RETRY, COLLECTED, TIRELESS)
            .rule(new Rule.OneHasValue(List.of(SPEC.name(), FILE.name())))
            .rule(new Rule.FileOrStack(SPEC.name(), FILE.name(), TaskReader.STACK.name(), FILE_ALONE));

    private JobReader() {}

    /** The job; empty where it has no name, so that others can not be compared with it. */
    static Optional<Job> read(Fields job) {
        job.checkRequired();
        Optional<Scalar> name = job.read(NAME);
        name.ifPresent(written -> checkName(written, job));
        About about = MetaReader.about(job);
        Optional<Fields> spec = job.read(SPEC);
        Optional<String> innerFile = spec.flatMap(inner -> inner.read(FILE));
        Optional<Retry> innerRetry = spec.flatMap(RetryReader::read);
        Optional<Boolean> innerCollected = spec.flatMap(inner -> inner.read(COLLECTED));
        Optional<String> file = job.read(FILE).or(() -> innerFile);
        Optional<Retry> retry = RetryReader.read(job).or(() -> innerRetry);
        Optional<Boolean> collected = job.read(COLLECTED).or(() -> innerCollected);
        List<Dependency> dependencies = dependencies(job);
        Mapping tireless = TirelessReader.kept(job, TIRELESS);
        Optional<Task> task = spec.flatMap(inner -> task(inner, file.isPresent()));
        boolean misplaced = refuseOthers(job);
        checkWork(job, misplaced);
        return name.map(written -> new Job(
                written.text(),
                written.at(),
                about,
                task,
                file,
                dependencies,
                new Job.Rules(retry, collected, tireless)));
    }

    private static Optional<Task> task(Fields spec, boolean hasFile) {
        if (hasFile && spec.written(TaskReader.STACK).isEmpty()) {
            Fields alone = spec.as(FILE_ALONE);
            MetaReader.about(alone);
            alone.refuseOthers();
            return Optional.empty();
        }
        Task task = TaskReader.read(spec);
        TirelessReader.kept(spec, TIRELESS);
        TaskReader.refuseOthers(spec, TaskReader.ATTRIBUTES);
        return Optional.of(task);
    }

    private static boolean refuseOthers(Fields job) {
        job.refuseOthers(
                name -> TaskReader.ATTRIBUTES.contains(name)
                        ? Optional.of("it belongs into the `spec` of the job: indent it")
                        : Optional.empty(),
                job.indentBelow(SPEC.name(), TaskReader.ATTRIBUTES::contains));
        return job.entries().stream()
                .anyMatch(entry -> Set.of("stack", "stackSpec", "Spec", "specs").contains(entry.name()));
    }

    private static void checkWork(Fields job, boolean misplaced) {
        boolean spec = job.hasValue(SPEC);
        boolean file = job.hasValue(FILE);
        if (!spec && !file && !misplaced) {
            job.problems()
                    .error(
                            "missing-attribute",
                            job.at(SPEC),
                            "the job has neither `spec` nor `file`",
                            "add `spec:` with `stack:` below it, or `file:` with the path of another Workflow");
        }
        if (file
                && job.read(SPEC)
                        .filter(inner -> inner.hasValue(TaskReader.STACK))
                        .isPresent()) {
            job.problems()
                    .error(
                            "bad-value",
                            job.at(FILE),
                            "the job has both a stack and a `file`",
                            "keep `spec`, or the `file` with another Workflow");
        }
    }

    private static void checkName(Scalar name, Fields job) {
        Optional<String> flaw = Names.flaw(name.text())
                .or(() -> Character.isDigit(name.text().charAt(0))
                        ? Optional.of("begins with a digit")
                        : Optional.empty());
        flaw.ifPresent(text -> job.problems()
                .error(
                        "bad-name",
                        name.at(),
                        "the job name %s %s".formatted(name.shown(), text),
                        "use up to %d lower-case letters, digits and hyphens, with a letter first and no hyphen last"
                                .formatted(Names.LONGEST)));
    }

    private static List<Dependency> dependencies(Fields job) {
        return job.read(DEPENDENCIES).stream()
                .flatMap(item -> job.asScalar("an entry of `dependencies`", item).stream())
                .map(written -> new Dependency(written.text(), written.at()))
                .toList();
    }
}
