package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.kind.StackReference;
import tireless.manifest.kind.VolumeManifest;
import tireless.manifest.kind.WorkspaceManifest;
import tireless.model.ResourceType;

class OtherKindsTest {
    private static final String COMPUTE = """
            name: runnable
            version: v1
            type: compute
            compute:
              dataplane: hub
              purpose: runnable
              nodePool:
                nodeSelector: {dataos.io/purpose: runnable}
                tolerations: [{key: dedicated, operator: Equal, value: runnable, effect: NoSchedule}]
            """;
    private static final String STACK = """
            name: bento-v4
            version: v1alpha
            type: stack
            stack:
              name: bento
              version: "4.0"
              flavor: plain
              reconciler: stackManager
              dataOsAddressJqFilters: [.source.address]
              secretProjection: {type: propFile}
              image: {registry: docker.io, repository: r, image: bento, tag: 1, auth: {imagePullSecret: s}}
              command: [/bento]
              arguments: [run]
              environmentVars: {A: dataos://x}
              ports: {name: http, servicePort: 80, targetPort: 8080}
              stackSpecValueSchema: {jsonSchema: "{}"}
              serviceConfig:
                conatinerResourceTemplate: "x $HOME ${{y}} {{ .Name }}"
              workerConfig: {configFileTemplate: "{{ .Name }}"}
              workflowJobConfig:
                resourceTemplateConfig: {resourceTemplate: r, successCondition: a == b, failureCondition: c}
            """;

    private static String volume(String section) {
        return "name: v\nversion: v1beta\ntype: volume\nvolume: {" + section + "}\n";
    }

    @Test
    void aVolumeHasASize() {
        ManifestSet set = Reads.lint(volume("size: 1Gi, accessMode: ReadWriteMany, type: persistent"));
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(((VolumeManifest) set.all().getFirst())
                        .volume()
                        .size()
                        .orElseThrow()
                        .units())
                .hasValue(1L << 30);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "size: big, accessMode: ReadWriteOnce, type: temp | bad-quantity: `big` is no amount of memory",
                "size: 1m, accessMode: ReadWriteOnce, type: temp | bad-quantity: `1m` is a fraction of a byte; `size` counts bytes",
                "size: 1Gi, accessMode: All, type: temp | bad-value: `accessMode` can not be `All`",
                "size: 1Gi, accessMode: ReadWriteOnce, type: disk | bad-value: `type` can not be `disk`",
                "accessMode: ReadWriteOnce, type: temp | missing-attribute: `size` is missing",
            })
    void aVolumeThatCanNotBeIsAnError(String section, String problem) {
        assertThat(Reads.problems(Reads.lint(volume(section))))
                .singleElement()
                .asString()
                .endsWith(" error " + problem);
    }

    @Test
    void aComputeHasAPurposeAndNodes() {
        ManifestSet set = Reads.lint(COMPUTE);
        assertThat(Reads.problems(set)).isEmpty();
        ComputeManifest compute = (ComputeManifest) set.all().getFirst();
        assertThat(compute.compute().purpose()).contains("runnable");
        assertThat(compute.compute().cluster()).isEmpty();
        assertThat(Reads.problems(Reads.lint(COMPUTE.replace("purpose: runnable\n", "purpose: tea\n")
                        .replace("Equal", "Like")
                        .replace("hub", "x\n  plane: y"))))
                .containsExactly(
                        "6:3 error unknown-attribute: unknown attribute `plane`",
                        "7:12 error bad-value: `purpose` can not be `tea`",
                        "10:46 error bad-value: `operator` can not be `Like`");
    }

    @Test
    void theTemplatesOfAStackStayAsTheyAre() {
        ManifestSet set = Reads.lint(STACK);
        assertThat(Reads.problems(set))
                .containsExactly(
                        "18:5 warning misspelt: `conatinerResourceTemplate` is read as `containerResourceTemplate`");
        StackManifest stack = (StackManifest) set.all().getFirst();
        assertThat(stack.stack().id())
                .isEqualTo(StackReference.parse("bento+plain:4.0").orElseThrow());
        assertThat(stack.stack().templates())
                .containsOnlyKeys(ResourceType.WORKER, ResourceType.SERVICE, ResourceType.WORKFLOW);
        assertThat(stack.stack().templates().get(ResourceType.SERVICE).container())
                .contains("x $HOME ${{y}} {{ .Name }}");
    }

    @Test
    void aStackThatNobodyCouldNameIsAnError() {
        assertThat(Reads.problems(Reads.lint(STACK.replace("conatiner", "container")
                        .replace("  version: \"4.0\"\n", "")
                        .replace("bento\n", "a b\n"))))
                .containsExactly(
                        "5:3 error missing-attribute: `version` is missing",
                        "5:9 error bad-value: no manifest could name this stack as `stack: a b+plain`");
        assertThat(Reads.problems(
                        Reads.lint(STACK.replace("conatiner", "container").replace("stackManager", "other"))))
                .containsExactly(
                        "8:15 warning unusual-value: `other` is not known as a value of `reconciler`; it has no effect");
    }

    @Test
    void aWorkspaceNeedsNoSection() {
        String text = "name: blue\nversion: v1beta1\ntype: workspace\nlayer: user\n";
        ManifestSet set = Reads.lint(text + "labels: {a: b}\nworkspace: {labels: {c: d}}\n");
        assertThat(Reads.problems(set)).isEmpty();
        assertThat(((WorkspaceManifest) set.all().getFirst()).labels()).isEqualTo(Map.of("a", "b", "c", "d"));
        assertThat(Reads.problems(Reads.lint(text))).isEmpty();
    }

    @Test
    void whatARunHasNoUseForIsRefused() {
        assertThat(Reads.problems(Reads.run(COMPUTE)))
                .containsExactly("3:7 error unsupported-type: `run` has no use for a compute");
    }

    @Test
    void theNewerShapeIsReadForEveryKind() {
        String text = COMPUTE.replace("compute:\n", "spec:\n").replace("v1\n", "v2alpha\n");
        assertThat(Reads.problems(Reads.lint(text.replace("type: spec:", "type: compute"))))
                .isEmpty();
    }

    @Test
    void aDataProductIsRefusedByName() {
        assertThat(Reads.problems(Reads.lint("name: x\nversion: v1beta\nentity: product\ntype: data\nv1beta: {}\n")))
                .containsExactly("4:7 error unsupported-type: Tireless has no data products");
    }
}
