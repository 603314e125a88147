package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.WorkerManifest;

class WorkerShapesTest {
    @Test
    void aWorkerOfTodayIsReadWithoutAProblem() {
        ManifestSet set = Reads.apply("""
                name: pulse
                version: v1beta
                type: worker
                tags: [a, b]
                owner: me
                workspace: sandbox
                worker:
                  replicas: 2
                  stack: process:1.0
                  envs: {A: 1, B: yes, C: "x", D: }
                  stackSpec:
                    command: ./pulse.sh
                """);
        assertThat(Reads.problems(set)).isEmpty();
        WorkerManifest worker = Reads.only(set);
        assertThat(worker.meta().name()).isEqualTo("pulse");
        assertThat(worker.meta().workspace()).contains("sandbox");
        assertThat(worker.meta().about().tags()).containsExactly("a", "b");
        assertThat(worker.worker().scaling().replicas()).hasValue(2);
        assertThat(worker.worker().task().stack().reference())
                .isEqualTo(StackReference.parse("process:1.0").orElseThrow());
        assertThat(worker.worker().task().inputs().envs()).isEqualTo(Map.of("A", "1", "B", "yes", "C", "x", "D", ""));
        assertThat(worker.worker().task().stack().spec().get("command")).isPresent();
        assertThat(worker.at("worker", "stackSpec", "command").line()).isEqualTo(12);
        assertThat(worker.valueAt("worker", "stackSpec", "command").column()).isEqualTo(14);
        assertThat(worker.at("worker", "resources", "limits").line()).isEqualTo(7);
    }

    @Test
    void theNewerShapeHasItsSectionUnderSpec() {
        ManifestSet set = Reads.apply("""
                version: v2alpha
                name: pulse
                type: worker
                spec:
                  stack: process
                  replicas: 3
                """);
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(Reads.only(set).worker().scaling().replicas()).hasValue(3);
        assertThat(Reads.only(set).at("worker", "replicas").line()).isEqualTo(6);
    }

    @Test
    void bothSectionsAtOnceAreAnError() {
        assertThat(Reads.problems(Reads.worker("") + "spec: {stack: process}\n"))
                .containsExactly("6:1 error duplicate-key: `spec` means `worker`, which is already set on line 4");
    }

    @ParameterizedTest
    @CsvSource({
        "bento-worker:3.0, bento-worker",
        "bento, bento",
        "scanner:2.0, scanner",
        "process, process",
        "x:1, container"
    })
    void aSectionNamedLikeItsStackIsTheStackSpec(String stack, String section) {
        ManifestSet set = Reads.apply("name: a\nversion: v1beta\ntype: worker\nworker:\n  stack: %s\n  %s: {input: 1}\n"
                .formatted(stack, section));
        assertThat(Reads.problems(set))
                .containsExactly("6:3 warning misspelt: `%s` is read as `stackSpec`".formatted(section));
        assertThat(Reads.only(set).worker().task().stack().spec().get("input")).isPresent();
    }

    @Test
    void autoscalingIsAutoScaling() {
        assertThat(Reads.problems(Reads.worker("autoscaling: {enabled: false, minReplicas: 3, maxReplicas: 1}")))
                .containsExactly(
                        "6:3 warning misspelt: `autoscaling` is read as `autoScaling`",
                        "6:33 error bad-value: `minReplicas` 3 is more than `maxReplicas` 1");
    }

    @Test
    void theSlipsOfTheDocumentationAreReadWithAWarning() {
        ManifestSet set = Reads.apply(Reads.worker("""
                tier: connect
                resource:
                  limit: {cpu: 1}
                  request: {cpu: 500m}
                """));
        assertThat(Reads.problems(set))
                .containsExactly(
                        "6:3 warning misspelt: `tier` has no effect; it is ignored",
                        "7:3 warning misspelt: `resource` is read as `resources`",
                        "8:5 warning misspelt: `limit` is read as `limits`",
                        "9:5 warning misspelt: `request` is read as `requests`");
        assertThat(Reads.only(set).worker().task().resources().limits().cpu()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1alpha", "v1beta1", "v2"})
    void anUnusualVersionIsAWarning(String version) {
        String text = Reads.worker("").replace("v1beta", version);
        assertThat(Reads.problems(text))
                .containsExactly(
                        "2:10 warning unusual-version: a worker has version v1beta, not `%s`; it is read all the same"
                                .formatted(version));
    }

    @Test
    void whatIsNoVersionIsAnError() {
        assertThat(Reads.problems(Reads.worker("").replace("v1beta", "latest")))
                .containsExactly("2:10 error bad-version: `latest` is no version of a manifest");
    }

    @Test
    void typesThatTirelessHasNothingForAreRefusedInOneSentence() {
        for (Map.Entry<String, String> type : Map.of(
                        "policy", "policies",
                        "depot", "depots",
                        "data", "data products",
                        "lens", "lenses")
                .entrySet()) {
            ManifestSet set = Reads.apply("name: ${{x}}\ntype: %s\nversion: v1\nother: 1\n".formatted(type.getKey()));
            assertThat(Reads.problems(set))
                    .containsExactly("2:7 error unsupported-type: Tireless has no %s".formatted(type.getValue()));
            assertThat(set.problems().getFirst().hint()).isPresent();
        }
    }

    @Test
    void anUnknownTypeGetsTheNearestName() {
        ManifestSet set = Reads.apply("name: a\ntype: Wroker\n");
        assertThat(Reads.problems(set)).containsExactly("2:7 error unknown-type: there is no type `Wroker`");
        assertThat(set.problems().getFirst().hint()).contains("did you mean `worker`?");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(Reads.problems("worker: {}\n")).containsExactly("1:1 error missing-attribute: `type` is missing");
        assertThat(Reads.problems("type: worker\n"))
                .containsExactlyInAnyOrder(
                        "1:1 error missing-attribute: `name` is missing",
                        "1:1 error missing-attribute: `version` is missing",
                        "1:1 error missing-attribute: the section `worker` is missing");
        assertThat(Reads.problems("name: a\nversion: v1beta\ntype: worker\nworker:\n  replicas: 1\n"))
                .containsExactly("5:3 error missing-attribute: `stack` is missing");
        assertThat(Reads.problems("name: a\nversion: v1beta\ntype: worker\nworker:\n"))
                .containsExactly("4:1 error missing-attribute: the section `worker` is missing");
    }

    @Test
    void aSectionOfAnotherTypeOrAMisspeltOneIsNotMissingAsWell() {
        assertThat(Reads.problems("name: a\nversion: v1beta\ntype: worker\nservice: {stack: process}\n"))
                .containsExactly("4:1 error unknown-attribute: unknown attribute `service`");
        assertThat(Reads.problems("name: a\nversion: v1beta\ntype: worker\nWorker: {stack: process}\n"))
                .containsExactly("4:1 error unknown-attribute: unknown attribute `Worker`");
    }

    @Test
    void aManifestIsAMapping() {
        assertThat(Reads.problems("- a\n"))
                .containsExactly("1:1 error wrong-type: a manifest must be a mapping, not a list");
        assertThat(Reads.problems("hello\n"))
                .containsExactly("1:1 error wrong-type: a manifest must be a mapping, not `hello`");
    }

    @Test
    void severalDocumentsAreReadAndTheirProblemsFoundTogether() {
        ManifestSet set = Reads.apply(Reads.worker("replicas: x") + "---\n" + Reads.worker("replicas: y") + "---\n"
                + Reads.worker("").replace("pulse", "other"));
        assertThat(Reads.problems(set))
                .containsExactly(
                        "6:13 error wrong-type: `replicas` must be a whole number, not `x`",
                        "8:7 error duplicate-resource: worker public/pulse is already described at w.yaml:1:7",
                        "13:13 error wrong-type: `replicas` must be a whole number, not `y`");
        assertThat(set.workers()).hasSize(3);
        assertThat(set.sound()).extracting(worker -> worker.meta().name()).isEqualTo(List.of("other"));
    }

    @Test
    void theSameNameInTwoWorkspacesIsTwoResources() {
        assertThat(Reads.problems(Reads.worker("") + "workspace: a\n---\n" + Reads.worker("") + "workspace: b\n"))
                .isEmpty();
    }
}
