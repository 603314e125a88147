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
import tireless.manifest.yaml.Scalar;

/** Reads one job of a Workflow. */
final class JobReader {
    private static final List<String> OWN = List.of(
            "timeout",
            "when",
            "outputs",
            "concurrency",
            "notify",
            "terminationGracePeriodSeconds",
            "unixUser",
            "network",
            "image");

    private JobReader() {}

    /** The job; empty where it has no name, so that others can not be compared with it. */
    static Optional<Job> read(Fields job) {
        job.require("name", "name the job: `- name: my-job`");
        Optional<Scalar> name = job.scalar("name");
        name.ifPresent(written -> checkName(written, job));
        About about = MetaReader.about(job);
        Optional<Fields> spec = job.fields("spec");
        Optional<String> innerFile = spec.flatMap(inner -> inner.text("file"));
        Optional<Retry> innerRetry = spec.flatMap(RetryReader::read);
        Optional<Boolean> innerCollected = spec.flatMap(inner -> inner.bool("gcWhenComplete"));
        Optional<String> file = job.text("file").or(() -> innerFile);
        Optional<Retry> retry = RetryReader.read(job).or(() -> innerRetry);
        Optional<Boolean> collected = job.bool("gcWhenComplete").or(() -> innerCollected);
        List<Dependency> dependencies = dependencies(job);
        Mapping tireless = TirelessReader.kept(job, OWN);
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
        if (hasFile && spec.written("stack").isEmpty()) {
            MetaReader.about(spec);
            spec.refuseOthers();
            return Optional.empty();
        }
        Task task = TaskReader.read(spec);
        TirelessReader.kept(spec, OWN);
        TaskReader.refuseOthers(spec, TaskReader.ATTRIBUTES);
        return Optional.of(task);
    }

    private static boolean refuseOthers(Fields job) {
        job.refuseOthers(
                name -> TaskReader.ATTRIBUTES.contains(name)
                        ? Optional.of("it belongs into the `spec` of the job: indent it")
                        : Optional.empty(),
                job.indentBelow("spec", TaskReader.ATTRIBUTES::contains));
        return job.entries().stream()
                .anyMatch(entry -> Set.of("stack", "stackSpec", "Spec", "specs").contains(entry.name()));
    }

    private static void checkWork(Fields job, boolean misplaced) {
        boolean spec = job.written("spec").isPresent() && job.hasValue("spec");
        boolean file = job.hasValue("file");
        if (!spec && !file && !misplaced) {
            job.problems()
                    .error(
                            "missing-attribute",
                            job.at("spec"),
                            "the job has neither `spec` nor `file`",
                            "add `spec:` with `stack:` below it, or `file:` with the path of another Workflow");
        }
        if (file && job.fields("spec").filter(inner -> inner.hasValue("stack")).isPresent()) {
            job.problems()
                    .error(
                            "bad-value",
                            job.at("file"),
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
        return job.itemsOrOne("dependencies").stream()
                .flatMap(item -> job.asScalar("an entry of `dependencies`", item).stream())
                .map(written -> new Dependency(written.text(), written.at()))
                .toList();
    }
}
