package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.kind.Job;
import tireless.manifest.kind.Schedule.Concurrency;
import tireless.manifest.kind.WorkflowManifest;

class WorkflowTest {
    private static final String HEAD = """
            name: nightly
            version: v1
            type: workflow
            workflow:
            """;

    private static String jobs(String dag) {
        return HEAD + "  dag:\n" + dag.indent(4);
    }

    private static String job(String attributes) {
        return jobs("- name: load\n  spec: {stack: process}\n" + attributes.indent(2));
    }

    private static String scheduled(String schedule) {
        return HEAD + "  schedule: " + schedule + "\n  dag: [{name: load, spec: {stack: process}}]\n";
    }

    @Test
    void jobsHaveATaskOrAFileARetryAndDependencies() {
        ManifestSet set = Reads.lint(HEAD + """
                  title: Nightly
                  schedule: {cron: '00 20 * * *', concurrencyPolicy: Forbid, endOn: 2030-12-12T22:00:00Z, timezone: Asia/Kolkata}
                  tireless: {catchUp: last}
                  dag:
                    - name: load
                      title: Load
                      tags: [a]
                      retry: {count: 2, strategy: OnFailure, duration: 10, maxDuration: 5m}
                      gcWhenComplete: true
                      spec:
                        stack: flare:7.0
                        tier: connect
                        flare: {job: {}}
                    - name: check
                      file: other.yaml
                      dependencies: load
                    - name: report
                      spec: {stack: process, retry: {count: 1}, tireless: {timeout: 5m}}
                      dependencies: [load, check]
                """.indent(0));
        assertThat(Reads.problems(set))
                .containsExactly(
                        "16:9 warning misspelt: `tier` has no effect; it is ignored",
                        "17:9 warning misspelt: `flare` is read as `stackSpec`");
        WorkflowManifest workflow = (WorkflowManifest) set.all().getFirst();
        assertThat(workflow.workflow().schedule().orElseThrow().concurrencyPolicy())
                .contains(Concurrency.FORBID);
        assertThat(workflow.workflow().dag()).extracting(Job::name).containsExactly("load", "check", "report");
        Job load = workflow.workflow().dag().getFirst();
        assertThat(load.rules().retry().orElseThrow().duration()).contains(Duration.ofSeconds(10));
        assertThat(load.task().orElseThrow().stack().spec().get("job")).isPresent();
        assertThat(workflow.workflow().dag().get(1).file()).contains("other.yaml");
        assertThat(workflow.workflow().dag().get(2).rules().retry()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "45 17 * * *",
                "*/60 * * * *",
                "0 0 12 * * MON-FRI",
                "0 20 1,15 JAN-MAR 1-5",
                "0 0 L * 5#2",
                "@daily",
                "0 0 ? * SUN/2",
            })
    void cronExpressionsAreRead(String cron) {
        assertThat(Reads.problems(Reads.lint(scheduled("{cron: '" + cron + "'}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{cron: '* * * *'} | bad-cron: `* * * *` is no cron expression: it has 4 fields",
                "{cron: '60 * * * *'} | bad-cron: `60 * * * *` is no cron expression: its minute can not be that",
                "{cron: '0 24 * * *'} | bad-cron: `0 24 * * *` is no cron expression: its hour can not be that",
                "{cron: '*/0 * * * *'} | bad-cron: `*/0 * * * *` is no cron expression: its minute can not be that",
                "{cron: 'a * * * *'} | bad-cron: `a * * * *` is no cron expression: its minute can not be that",
                "{concurrencyPolicy: Allow} | missing-attribute: `cron` is missing",
                "{cron: '@daily', concurrencyPolicy: never} | bad-value: `concurrencyPolicy` can not be `never`",
                "{cron: '@daily', timezone: Asia/Kolkatta} | bad-value: there is no time zone `Asia/Kolkatta`",
                "{cron: '@daily', endOn: tomorrow} | bad-value: `endOn` can not be `tomorrow`",
                "{cron: '@daily', zone: UTC} | unknown-attribute: unknown attribute `zone`",
            })
    void aScheduleThatCanNotWorkIsAnError(String schedule, String problem) {
        assertThat(Reads.problems(Reads.lint(scheduled(schedule))))
                .singleElement()
                .asString()
                .startsWith("5:")
                .endsWith(" error " + problem);
    }

    @Test
    void aMisspeltTimeZoneGetsTheNearestOne() {
        ManifestSet set = Reads.lint(scheduled("{cron: '@daily', timezone: Asia/Kolkatta}"));
        assertThat(set.problems().getFirst().hint()).contains("did you mean `Asia/Kolkata`?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retry: {count: -1} | 8:22 error bad-value: `count` can not be `-1`",
                "retry: {strategy: Sometimes} | 8:25 error bad-value: `strategy` can not be `Sometimes`",
                "retry: {duration: soon} | 8:25 error bad-duration: `duration` can not be `soon`",
                "dependencies: [laod] | 8:22 error unknown-job: there is no job `laod` in this Workflow",
                "dependencies: load | 8:21 error job-cycle: the jobs wait for each other: load → load",
                "file: x.yaml | 8:7 error bad-value: the job has both a stack and a `file`",
                "envs: {A: 1} | 8:7 error unknown-attribute: unknown attribute `envs`",
            })
    void whatCanNotWorkIsAnErrorAtItsPlace(String attribute, String problem) {
        assertThat(Reads.problems(Reads.lint(job(attribute)))).containsExactly(problem);
    }

    @Test
    void aCycleIsNamedWithoutTheJobsThatOnlyLeadToIt() {
        ManifestSet set = Reads.lint(jobs("""
                - {name: z, spec: {stack: a}, dependencies: [a]}
                - {name: a, spec: {stack: a}, dependencies: [root, b]}
                - {name: b, spec: {stack: a}, dependencies: [c]}
                - {name: c, spec: {stack: a}, dependencies: [a]}
                - {name: root, spec: {stack: a}}
                """));
        assertThat(Reads.problems(set))
                .containsExactly("7:56 error job-cycle: the jobs wait for each other: a → b → c → a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7load | the job name `7load` begins with a digit",
                "Load | the job name `Load` may hold only lower-case letters, digits and hyphens",
            })
    void aJobsNameBeginsWithALetter(String name, String message) {
        assertThat(Reads.problems(Reads.lint(job("").replace("name: load", "name: " + name))))
                .containsExactly("6:13 error bad-name: " + message);
    }

    @Test
    void twoJobsOfOneNameAreAnError() {
        assertThat(Reads.problems(Reads.lint(jobs("- {name: a, spec: {stack: a}}\n- {name: a, spec: {stack: a}}\n"))))
                .containsExactly("7:14 error duplicate-job: a job `a` is already described on line 6");
    }

    @Test
    void thereIsAJobAndItHasSomethingToDo() {
        assertThat(Reads.problems(Reads.lint(HEAD + "  dag: []\n")))
                .containsExactly("5:8 error bad-value: `dag` has no job");
        assertThat(Reads.problems(Reads.lint(HEAD + "  title: x\n")))
                .containsExactly("5:3 error missing-attribute: `dag` is missing");
        assertThat(Reads.problems(Reads.lint(jobs("- {name: a}"))))
                .containsExactly("6:7 error missing-attribute: the job has neither `spec` nor `file`");
        assertThat(Reads.problems(Reads.lint(jobs("- {name: a, spec: {}}"))))
                .containsExactly("6:23 error missing-attribute: `stack` is missing");
    }

    @Test
    void whatStandsBesideAnEmptySpecBelongsIntoIt() {
        ManifestSet set = Reads.lint(jobs("- {name: a, spec: , stack: process}"));
        assertThat(Reads.problems(set)).containsExactly("6:25 error unknown-attribute: unknown attribute `stack`");
        assertThat(set.problems().getFirst().hint()).contains("it belongs into the `spec` of the job: indent it");
    }
}
