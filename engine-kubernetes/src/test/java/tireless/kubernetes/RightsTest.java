package tireless.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.engine.Engine;
import tireless.engine.LogQuery;
import tireless.kubernetes.engine.Clients;
import tireless.kubernetes.engine.FileMemory;
import tireless.kubernetes.engine.KubernetesEngine;
import tireless.kubernetes.install.Rights;
import tireless.kubernetes.objects.Supplies;
import tireless.kubernetes.objects.VolumeForm;
import tireless.kubernetes.objects.Wants;
import tireless.model.ContainerImage;
import tireless.model.FileContent;
import tireless.model.Provisions;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.RunSpec;
import tireless.model.SecretHandover;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;
import tireless.model.VolumeMount;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.testing.Workloads;

/** The rights of Tireless on a cluster: they are enough, none of them is there for nothing, and one that is missing is named. */
@Tag("slow")
class RightsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "allowed");
    /** A right to make what is applied is asked for by no request of its own. */
    private static final String CREATE = "create";

    private final TestCluster cluster = TestCluster.shared();
    private final String account = cluster.freshNamespace();

    @TempDir
    Path folder;

    /** The access of an account that may do this. */
    private Access.Kubeconfig allowed(List<PolicyRule> rules) {
        Path kubeconfig = cluster.kubeconfigOf(account, "server");
        cluster.admin()
                .rbac()
                .clusterRoles()
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(account)
                        .endMetadata()
                        .withRules(rules)
                        .build())
                .create();
        cluster.admin()
                .rbac()
                .clusterRoleBindings()
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(account)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", account)
                        .addNewSubject(null, "ServiceAccount", "server", account)
                        .build())
                .create();
        return new Access.Kubeconfig(Optional.of(kubeconfig), Optional.empty());
    }

    private Engine open(List<PolicyRule> rules) {
        Supplies supplies = Supplies.NONE
                .withVolumes(Map.of("ledger", new VolumeForm(true, "1Gi", "ReadWriteOnce")))
                .withSecrets(SecretHandover.of(
                        List.of(new SecretHandover.Opened(SECRET, SecretValues.ofTexts(Map.of("USER", "ann"))))));
        Engine engine = new KubernetesEngine(
                Clients.of(allowed(rules)), new FileMemory(folder), _ -> supplies, TestTime.SYSTEM);
        engine.adopt(List.of());
        return engine;
    }

    private static final SecretProjection SECRET =
            new SecretProjection("account", "public", List.of(), SecretProjection.Kind.ENV_VARS, Optional.of("print"));

    /** Uses a file, a secret and a volume. */
    private static RunSpec using(String file) {
        return ClusterPlace.run("TESTBED_PRINTS", "hello")
                .withProvisions(new Provisions(
                        new TreeMap<>(Map.of("app.yaml", FileContent.ofText(file))),
                        List.of(SECRET),
                        List.of(new VolumeMount("ledger", "/ledger", false, Optional.empty()))));
    }

    private static RunSpec ofNoImage() {
        RunSpec run = ClusterPlace.run();
        return new RunSpec(
                run.command(),
                run.workingDirectory(),
                run.environment(),
                run.limits(),
                run.stop(),
                run.confinement(),
                run.provisions(),
                Optional.of(new ContainerImage("registry.invalid/none:1", Optional.empty())));
    }

    private Revision revision(int number, Workload workload) {
        return Workloads.revision(KEY, "uid-1", number, workload);
    }

    @Test
    void areEnoughAndNoneIsThereForNothing() throws InterruptedException {
        try (ClusterPlace place = new ClusterPlace(folder.resolve("place"), PodManagement.ORDERED);
                ClusterPlace any = new ClusterPlace(folder.resolve("any"), PodManagement.ANY);
                Engine engine = open(Rights.rules());
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(revision(1, place.placed(Workloads.worker(1, using("a")))));
            watch.untilReady(KEY, 1);
            engine.logs(KEY, LogQuery.last(1), _ -> {}).drain(Duration.ofSeconds(20));
            Workload other = place.placed(Workloads.worker(1, using("b")));
            engine.accept(revision(
                    2,
                    other.withSizing(Wants.plain()
                            .scaled(Wants.byUse())
                            .wanted()
                            .workload()
                            .sizing())));
            watch.until(
                    KEY,
                    status -> status.observed().stream().allMatch(replica -> replica.revision() == 2)
                            && status.ready() > 0);
            engine.accept(revision(3, any.placed(Workloads.worker(2, using("b")))));
            watch.untilReady(KEY, 2);
            engine.scale(KEY, 1, "");
            watch.untilReady(KEY, 1);
            engine.accept(revision(4, any.placed(Workloads.worker(1, ofNoImage()))));
            watch.untilPending(KEY, "ImagePullBackOff");
            // A pod that waits for its image is looked for anew by another one.
            engine.retry(KEY);
            watch.until(KEY, _ -> asked().contains("delete pods"));
            engine.remove(KEY);
            watch.untilGone(KEY);
        }

        assertThat(requests()).filteredOn(request -> request.status() == 403).isEmpty();
        assertThat(asked())
                .containsAll(Rights.rules().stream()
                        .filter(rule -> !rule.getApiGroups().contains("keda.sh"))
                        .flatMap(RightsTest::each)
                        .filter(right -> !right.startsWith(CREATE))
                        .toList());
    }

    private List<AuditedRequest> requests() {
        return cluster.requests().stream()
                .filter(request -> request.user().equals("system:serviceaccount:%s:server".formatted(account)))
                .toList();
    }

    /** Each as verb and resource. */
    private Set<String> asked() {
        return requests().stream()
                .map(request -> request.verb() + " " + request.resource())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> each(PolicyRule rule) {
        return rule.getVerbs().stream()
                .flatMap(verb -> rule.getResources().stream().map(resource -> verb + " " + resource));
    }

    private static List<PolicyRule> without(String verb, String resource) {
        return Rights.rules().stream()
                .flatMap(rule -> rule.getResources().stream()
                        .map(one -> new PolicyRuleBuilder(rule)
                                .withResources(one)
                                .withVerbs(rule.getVerbs().stream()
                                        .filter(each -> !(one.equals(resource) && each.equals(verb)))
                                        .toList())
                                .build()))
                .filter(rule -> !rule.getVerbs().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "create, namespaces",
        "patch, namespaces",
        "create, statefulsets",
        "patch, statefulsets",
        "list, statefulsets",
        "watch, statefulsets",
        "list, pods",
        "watch, pods",
        "create, networkpolicies",
        "patch, poddisruptionbudgets",
        "create, configmaps",
        "patch, secrets",
        "create, persistentvolumeclaims"
    })
    void oneThatIsMissingIsNamed(String verb, String resource) throws InterruptedException {
        try (ClusterPlace place = new ClusterPlace(folder.resolve("place"), PodManagement.ORDERED);
                Engine engine = open(without(verb, resource));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(revision(1, place.placed(Workloads.worker(1, using("a")))));

            // The API server explains a refusal of everything but of a watch.
            String words = verb.equals("watch")
                    ? "watch %s: Forbidden; give Tireless that right".formatted(resource)
                    : "cannot %s resource \"%s\"".formatted(verb, resource);
            watch.until(KEY, status -> status.toString().contains(words));
            engine.remove(KEY);
        }
    }

    @Test
    void whoMayNotReadOutputIsToldSo() {
        try (ClusterPlace place = new ClusterPlace(folder.resolve("place"), PodManagement.ORDERED);
                Engine engine = open(without("get", "pods/log"));
                EngineWatch watch = new EngineWatch(engine)) {
            engine.accept(revision(1, place.placed(Workloads.worker(1, using("a")))));
            watch.untilReady(KEY, 1);

            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> engine.logs(KEY, LogQuery.last(1), _ -> {}).drain(Duration.ofSeconds(20)))
                    .hasMessageContaining("pods/log");
            engine.remove(KEY);
            watch.untilGone(KEY);
        }
    }
}
