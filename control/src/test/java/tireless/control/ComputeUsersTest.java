package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.cluster.Access;
import tireless.model.cluster.OnCluster;
import tireless.plan.Plan;

class ComputeUsersTest {
    private static final String MACHINE = """
            name: prod
            version: v1
            type: compute
            compute: {dataplane: hub, purpose: runnable, nodePool: {}}
            """;
    private static final String CLUSTER = """
            name: prod
            version: v1
            type: compute
            compute:
              kubernetes: {kubeconfig: "${CONFIG}"}
            """;
    private static final ResourceKey PROD = new ResourceKey(ResourceType.COMPUTE, ResourceKey.INSTANCE, "prod");
    private static final ResourceKey ONE = ResourceKey.worker("public", "one");

    private static final Map<String, String> VARIABLES = Map.of("CONFIG", "own.kubeconfig");

    private final IntakeDesk desk = new IntakeDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    private static String worker(String name, String more) {
        return ControlDesk.worker(name, "sleep 1") + more.indent(2);
    }

    private static String onProd(String name) {
        return worker(name, "compute: prod\ntireless: {image: pulse:1}");
    }

    private Intake.Reading read(String... documents) {
        return desk.read(VARIABLES, documents);
    }

    private Intake.Reading read(Path folder, String... documents) {
        return desk.read(folder, VARIABLES, documents);
    }

    private Plan apply(String... documents) {
        return desk.apply(VARIABLES, documents);
    }

    private Optional<OnCluster> cluster() {
        return desk.store.desired(ONE).orElseThrow().revision().workload().cluster();
    }

    @Test
    void aComputeThatBecomesAClusterTakesExactlyItsUsersThere() {
        apply(MACHINE, onProd("one"), worker("other", ""));
        assertThat(cluster()).isEmpty();

        Plan plan = apply(CLUSTER);

        assertThat(ControlDesk.shown(plan)).containsExactly("Roll compute -/prod", "Roll worker public/one");
        assertThat(cluster().orElseThrow().compute().access())
                .isEqualTo(new Access.Kubeconfig(Optional.of(Path.of("/srv/own.kubeconfig")), Optional.empty()));

        apply(MACHINE);
        assertThat(cluster()).isEmpty();
    }

    @Test
    void aComputeThatIsStoredIsUsedByWhatComesLater() {
        apply(CLUSTER);
        Plan plan = apply(onProd("one"));
        assertThat(ControlDesk.shown(plan)).containsExactly("Create worker public/one");
        assertThat(cluster().orElseThrow().compute().access())
                .isEqualTo(new Access.Kubeconfig(Optional.of(Path.of("/srv/own.kubeconfig")), Optional.empty()));
    }

    @Test
    void anEditOfTheClusterRollsItsUsersAndAnotherDescriptionDoesNot() {
        apply(CLUSTER, onProd("one"));
        assertThat(ControlDesk.shown(apply(CLUSTER.replace("version", "description: our own\nversion"))))
                .containsExactly("Reword compute -/prod");
        assertThat(ControlDesk.shown(apply(CLUSTER.replace("{kube", "{namespacePrefix: t-, kube"))))
                .containsExactly("Roll compute -/prod", "Roll worker public/one");
        assertThat(cluster().orElseThrow().compute().namespace("public")).isEqualTo("t-public");
    }

    /** Else what is resolved anew would mean the kubeconfig of the first folder again. */
    @Test
    void theSameTextInAnotherFolderIsAnotherCluster() {
        apply(CLUSTER, onProd("one"));
        Plan plan = desk.commands.apply(read(Path.of("/opt"), CLUSTER).candidates(), Map.of());
        assertThat(ControlDesk.shown(plan)).containsExactly("Roll compute -/prod", "Roll worker public/one");
        assertThat(read(Path.of("/opt"), CLUSTER).candidates())
                .extracting(candidate -> candidate.key().name())
                .containsExactly("prod");
        assertThat(cluster().orElseThrow().compute().access())
                .isEqualTo(new Access.Kubeconfig(Optional.of(Path.of("/opt/own.kubeconfig")), Optional.empty()));
    }

    @Test
    void aUserThatCanNotRunThereStaysWhereItIsAndSaysWhy() {
        apply(MACHINE, worker("one", "compute: prod"));

        Intake.Reading reading = read(CLUSTER);

        assertThat(reading.hasErrors()).isFalse();
        assertThat(reading.candidates())
                .extracting(candidate -> candidate.key().name())
                .containsExactly("prod");
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("compute-user");
            assertThat(problem.location().line()).isEqualTo(1);
            assertThat(problem.message())
                    .startsWith(
                            "worker public/one uses this compute and stays as it is: the compute `prod` is a Kubernetes cluster");
        });
        desk.commands.apply(reading.candidates(), Map.of());
        assertThat(cluster()).isEmpty();
        assertThat(desk.behind(ONE))
                .singleElement()
                .asString()
                .startsWith("it stays at revision 1: the compute `prod`");
        assertThat(desk.behind(PROD)).singleElement().asString().startsWith("worker public/one stays at revision 1: ");
    }

    @Test
    void nothingComesToThisMachineBecauseItsComputeIsGone() {
        String stack = """
                name: greeter
                version: v1alpha
                type: stack
                stack:
                  name: greet
                  version: "1.0"
                  reconciler: stackManager
                  command: [greet]
                """;
        apply(
                CLUSTER,
                stack,
                onProd("one").replace("stack: process", "stack: greet").replace("shell: sleep 1", "a: b"));
        assertThatThrownBy(() -> desk.commands.delete(List.of(PROD), false))
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("worker public/one");
        desk.commands.delete(List.of(PROD), true);

        Intake.Reading reading = read(stack.replace("[greet]", "[greet, again]"));

        assertThat(reading.candidates())
                .extracting(candidate -> candidate.key().name())
                .containsExactly("greeter");
        assertThat(reading.problems())
                .extracting(problem -> problem.message())
                .containsExactly("worker public/one uses this stack and stays as it is: there is no compute `prod`");
        assertThat(desk.behind(ONE)).containsExactly("it stays at revision 1: there is no compute `prod`");
        assertThat(cluster()).isPresent();
    }

    @Test
    void aComputeThatGoesBackTakesItsUsersAlong() {
        apply(MACHINE, onProd("one"));
        apply(CLUSTER);

        Plan back = desk.commands.rollback(PROD, OptionalInt.empty());

        assertThat(ControlDesk.shown(back)).containsExactly("Roll compute -/prod", "Roll worker public/one");
        assertThat(cluster()).isEmpty();
    }

    @Test
    void aComputeThatNobodyDeclaredIsThisMachine() {
        assertThat(read(worker("one", "compute: prdo")).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo("unknown-compute");
                    assertThat(problem.message())
                            .isEqualTo("there is no compute `prdo`, so this worker runs on this machine");
                    assertThat(problem.hint().orElseThrow())
                            .endsWith("where it is a Kubernetes cluster, the worker needs `tireless.image` there");
                });
        assertThat(read(onProd("one")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.hint().orElseThrow()).doesNotContain("image"));
    }
}
