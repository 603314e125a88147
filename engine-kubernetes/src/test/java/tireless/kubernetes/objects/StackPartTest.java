package tireless.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.cluster.ClusterCompute.PodSecurity;

/** What stacks of DataOS add to pods. */
class StackPartTest {
    static final String MESH = """
            apiVersion: compute.functionmesh.io/v1alpha1
            kind: FunctionMesh
            metadata:
              name: pulse-mesh
              namespace: elsewhere
              labels: {team: red, tireless.dev/name: other}
            spec:
              sinks: [{name: s, replicas: 1}]
            status: {ready: true}
            """;

    private static PodSpec pod(Wants worker) {
        return worker.objects().objects().stream()
                .filter(StatefulSet.class::isInstance)
                .map(StatefulSet.class::cast)
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Wants with(String containers) {
        return Wants.plain().stack(Optional.of(containers));
    }

    @Test
    void itsContainersShareAFolderThatNobodyDeclared() {
        PodSpec pod = pod(with(Wants.PYTHON));
        assertThat(pod.getVolumes()).extracting(Volume::getName).containsExactly("temp", "workdir");
        assertThat(pod.getInitContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getMountPath)
                .containsExactly("/etc/dataos/work");
        assertThat(pod.getContainers().getFirst().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactly("temp", "workdir");
    }

    @Test
    void thePlatformsFoldersAreOursUnderWhateverName() {
        Wants worker = Wants.full().stack(Optional.of(Wants.PYTHON));
        assertThat(pod(worker).getContainers().getFirst().getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().equals("/etc/dataos/secret"))
                .extracting(VolumeMount::getName)
                .containsExactly("secret");
    }

    @Test
    void whatTheManifestSaysIsNotChanged() {
        Container main = pod(with(Wants.PYTHON)).getContainers().getFirst();
        assertThat(main.getName()).isEqualTo(Pods.MAIN);
        assertThat(main.getImage()).isEqualTo(Wants.IMAGE);
        assertThat(main.getImagePullPolicy()).isEqualTo("IfNotPresent");
        assertThat(main.getEnv())
                .filteredOn(variable -> variable.getName().equals("LOG_LEVEL"))
                .extracting(EnvVar::getValue)
                .containsExactly("INFO");
        assertThat(main.getEnv()).extracting(EnvVar::getName).contains("POD_NAME");
        assertThat(main.getEnvFrom()).isEmpty();
    }

    @Test
    void whatItStartsMayNameVariablesAsKubernetesDoes() {
        Container main = pod(with("""
                        container:
                          command: [pulse, "--name=$(WHO)"]
                          env: [{name: POD, value: p}, {name: LOG_LEVEL, value: "INFO"}, {name: WHO, value: "$(POD)"}]
                        """)
                        .run(run -> run.withEnvironment(new TreeMap<>(Map.of("WHO", "$(POD)", "LOG_LEVEL", "$(POD)")))))
                .getContainers()
                .getFirst();
        assertThat(main.getCommand()).containsExactly("pulse", "--name=$(WHO)");
        assertThat(main.getEnv()).extracting(EnvVar::getName).endsWith("LOG_LEVEL", "POD", "WHO");
        assertThat(main.getEnv()).extracting(EnvVar::getValue).endsWith("$$(POD)", "p", "$(POD)");
        assertThat(pod(with("container: {imagePullPolicy: Always}"))
                        .getContainers()
                        .getFirst()
                        .getCommand())
                .containsExactly("pulse", "--fast");
    }

    @Test
    void whatRunsBeforeItHasItsVariablesToo() {
        Container before = pod(Wants.full().stack(Optional.of(Wants.PYTHON)))
                .getInitContainers()
                .getFirst();
        assertThat(before.getEnv()).extracting(EnvVar::getName).contains("DATAOS_UID", "PRICE");
        assertThat(before.getEnvFrom())
                .extracting(source -> source.getSecretRef().getName())
                .singleElement()
                .asString()
                .startsWith("pulse-env-");
        assertThat(before.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    }

    @Test
    void aRestrictedComputeGrantsNoMoreForAStack() {
        String privileged = "container: {securityContext: {privileged: true, runAsUser: 7}}";
        assertThat(pod(with(privileged))
                        .getContainers()
                        .getFirst()
                        .getSecurityContext()
                        .getPrivileged())
                .isTrue();
        var restricted = pod(with(privileged).secured(PodSecurity.RESTRICTED))
                .getContainers()
                .getFirst()
                .getSecurityContext();
        assertThat(restricted.getPrivileged()).isNull();
        assertThat(restricted.getAllowPrivilegeEscalation()).isFalse();
        assertThat(restricted.getRunAsUser()).isEqualTo(7);
    }

    @Test
    void itsObjectIsInOurNamespaceAndMarkedAsOurs() {
        List<HasMetadata> objects =
                Wants.plain().stack(Optional.empty(), MESH).objects().objects();
        assertThat(objects).hasSize(1);
        HasMetadata mesh = objects.getFirst();
        assertThat(mesh.getMetadata().getNamespace()).isEqualTo("lab");
        assertThat(mesh.getMetadata().getLabels())
                .containsEntry("team", "red")
                .containsEntry(Labels.NAME, "pulse")
                .containsEntry(Labels.MANAGED_BY, Labels.TIRELESS);
        assertThat(((GenericKubernetesResource) mesh).getAdditionalProperties()).containsOnlyKeys("spec");
    }

    @Test
    void anObjectBesideAContainerRunsBoth() {
        List<HasMetadata> objects = Wants.plain()
                .stack(Optional.of("container: {}"), MESH)
                .objects()
                .objects();
        assertThat(objects).extracting(HasMetadata::getKind).contains("FunctionMesh", "StatefulSet");
    }

    @Test
    void whatDoesNotActIsSaid() {
        assertThat(with("container: {}\naffinity: {}").objects().remarks())
                .singleElement()
                .asString()
                .startsWith("`affinity` in the containerResourceTemplate");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            just a word                     |                      | containerResourceTemplate makes no containers: it is no mapping
            'container: {env: {a: b}}'      |                      | containerResourceTemplate makes no containers
            'a: [b'                         |                      | containerResourceTemplate makes no containers
            'container: {}'                 | 'kind: X'            | resourceTemplate makes no object: it has no `apiVersion` or no `kind`
            'container: {}'                 | '- a'                | resourceTemplate makes no object: it is no mapping
            """)
    void whatCanNotBeReadIsRefusedWithTheStackThatMustBeMended(String containers, String object, String what) {
        Wants worker = Wants.plain()
                .stack(
                        Optional.of(containers),
                        Optional.ofNullable(object).stream().toArray(String[]::new));
        assertThat(Translation.of(worker.wanted())).isInstanceOfSatisfying(Translated.Refused.class, refused -> {
            assertThat(refused.flaws()).hasSize(1);
            assertThat(refused.flaws().getFirst().what()).contains(what);
            assertThat(refused.flaws().getFirst().remedy()).isEqualTo("mend the template of the stack `container:1.0`");
        });
    }
}
