package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.ClusterCompute.Toleration;

class ClusterComputeTest {
    private static final String POOL = """
              dataplane: hub
              purpose: runnable
              nodePool:
                nodeSelector: {dataos.io/purpose: runnable}
                tolerations: [{key: dedicated, operator: Equal, value: runnable, effect: NoSchedule}]
            """;

    /** What {@code kubernetes} holds stands in its line 6. */
    private static String compute(String kubernetes) {
        return """
                name: prod
                version: v1
                type: compute
                compute:
                  kubernetes:
                """ + kubernetes.indent(4);
    }

    private static Optional<ClusterCompute> read(String text) {
        ManifestSet set = Reads.lint(text);
        assertThat(Reads.problems(set)).isEmpty();
        return set.computes().getFirst().compute().cluster();
    }

    @Test
    void aClusterIsAComputeWithoutWhatDataOsAsksFor() {
        ClusterCompute cluster = read(compute("context: prod")).orElseThrow();
        assertThat(cluster.name()).isEqualTo("prod");
        assertThat(cluster.access()).isEqualTo(new Access.Kubeconfig(Optional.empty(), Optional.of("prod")));
        assertThat(cluster.namespace("public")).isEqualTo("public");
        assertThat(cluster.security()).isEqualTo(PodSecurity.BASELINE);
        assertThat(cluster.observeOnly()).isFalse();
        assertThat(cluster.serviceAccount()).isEmpty();
        assertThat(cluster.relay()).isEmpty();
    }

    @Test
    void allThatItSaysIsRead() {
        ClusterCompute cluster = read(compute("""
                        kubeconfig: ../prod.kubeconfig
                        namespacePrefix: team-
                        nodeSelector: {disk: ssd, empty: , a.example/b: 7}
                        tolerations: [{operator: Exists}]
                        serviceAccount: worker.v1
                        podSecurity: restricted
                        relay: registry.example.com/tireless:1
                        observeOnly: true
                        """)).orElseThrow();
        assertThat(cluster)
                .isEqualTo(new ClusterCompute(
                                "prod",
                                new Access.Kubeconfig(
                                        Optional.of(Reads.FOLDER.resolveSibling("prod.kubeconfig")), Optional.empty()),
                                "team-",
                                new TreeMap<>(Map.of("disk", "ssd", "empty", "", "a.example/b", "7")),
                                List.of(new Toleration(
                                        Optional.empty(), Optional.of("Exists"), Optional.empty(), Optional.empty())),
                                Optional.of("worker.v1"),
                                PodSecurity.RESTRICTED,
                                true)
                        .withRelay("registry.example.com/tireless:1"));
        assertThat(cluster.namespace("public")).isEqualTo("team-public");
        assertThat(read(compute("inCluster: true")).orElseThrow().access()).isEqualTo(new Access.InCluster());
    }

    @Test
    void theNodesOfDataOsHoldWhereTheClusterSaysNone() {
        ClusterCompute both = read(compute("context: prod") + POOL).orElseThrow();
        assertThat(both.nodeSelector()).isEqualTo(Map.of("dataos.io/purpose", "runnable"));
        assertThat(both.tolerations())
                .singleElement()
                .satisfies(taint -> assertThat(taint.key()).contains("dedicated"));
        ClusterCompute own = read(compute("{context: prod, nodeSelector: {disk: ssd}}") + POOL)
                .orElseThrow();
        assertThat(own.nodeSelector()).isEqualTo(Map.of("disk", "ssd"));
        assertThat(own.tolerations()).hasSize(1);
    }

    @Test
    void withoutAClusterDataOsFormHolds() {
        assertThat(read("name: c\nversion: v1\ntype: compute\ncompute:\n" + POOL))
                .isEmpty();
        assertThat(Reads.problems(Reads.lint("name: c\nversion: v1\ntype: compute\ncompute: {purpose: gpu}\n")))
                .containsExactly(
                        "4:10 error missing-attribute: `dataplane` is missing",
                        "4:10 error missing-attribute: `nodePool` is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 6:5 error missing-attribute: `kubernetes` does not say which cluster it is",
                "inCluster: false | 6:5 error cluster-access: with `inCluster: false` nothing says which cluster it is",
                "{inCluster: true, context: a} | 6:6 error cluster-access: the cluster is reached either as a pod of it, or by a kubeconfig",
                "{kubeconfig: k, inCluster: true} | 6:21 error cluster-access: the cluster is reached either as a pod of it, or by a kubeconfig",
                "{context: ' '} | 6:15 error bad-value: `context` can not be ``",
                "{kubeconfig: ~/.kube/config} | 6:18 error bad-value: `kubeconfig` can not be `~/.kube/config`",
                "{context: a, namespacePrefix: -a} | 6:35 error bad-value: `namespacePrefix` can not be `-a`",
                "{context: a, namespacePrefix: Team-} | 6:35 error bad-value: `namespacePrefix` can not be `Team-`",
                "{context: a, serviceAccount: a_b} | 6:34 error bad-value: `serviceAccount` can not be `a_b`",
                "{context: a, podSecurity: privileged} | 6:31 error bad-value: `podSecurity` can not be `privileged`",
                "{context: a, nodeSelector: {a b: c}} | 6:33 error bad-label: `a b` is no key of a label: at most 63 letters, digits, `-`, `_` and `.`, and before them a domain and `/` where one is meant",
                "{context: a, nodeSelector: {A.b/c: d}} | 6:33 error bad-label: `A.b/c` is no key of a label: at most 63 letters, digits, `-`, `_` and `.`, and before them a domain and `/` where one is meant",
                "{context: a, nodeSelector: {a: -b}} | 6:36 error bad-label: `-b` is no value of a label: at most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends",
                "{context: a, tolerations: [{value: b}]} | 6:32 error bad-toleration: a toleration without `key` puts up with every taint, so its `operator` must be `Exists`",
                "{context: a, tolerations: [{key: a, operator: Exists, value: b}]} | 6:66 error bad-toleration: with `operator: Exists` every value is meant, so there can be no `value`",
                "{context: a, tolerations: [{key: a/b/c}]} | 6:38 error bad-toleration: `a/b/c` is no key of a label: at most 63 letters, digits, `-`, `_` and `.`, and before them a domain and `/` where one is meant",
                "{context: a, contxt: b} | 6:18 error unknown-attribute: unknown attribute `contxt`",
            })
    void whatIsWrongIsSaidAtItsPlace(String kubernetes, String problem) {
        assertThat(Reads.problems(Reads.lint(compute(kubernetes)))).containsExactly(problem);
    }

    /** As long as Kubernetes lets them be, and one character more. */
    @ParameterizedTest
    @CsvSource({
        "nodeSelector: {%s: b}, 63, bad-label",
        "nodeSelector: {a: %s}, 63, bad-label",
        "nodeSelector: {%s/a: b}, 253, bad-label",
        "namespacePrefix: %s, 62, bad-value",
        "serviceAccount: %s, 253, bad-value",
    })
    void namesHaveTheLengthThatKubernetesGivesThem(String attribute, int longest, String code) {
        assertThat(read(compute("context: a\n" + attribute.formatted("a".repeat(longest)))))
                .isPresent();
        assertThat(Reads.problems(Reads.lint(compute("context: a\n" + attribute.formatted("a".repeat(longest + 1))))))
                .singleElement()
                .asString()
                .contains(" error " + code);
    }

    @Test
    void theLabelsOfDataOsAreCheckedWhereTheyAreThoseOfACluster() {
        String wrong = POOL.replace("dataos.io/purpose: runnable", "a b: c").replace("Equal", "Exists");
        assertThat(read("name: c\nversion: v1\ntype: compute\ncompute:\n" + wrong))
                .isEmpty();
        assertThat(Reads.problems(Reads.lint(compute("context: prod") + wrong)))
                .hasSize(2)
                .allMatch(problem -> problem.matches("(10|11):\\d+ error bad-(label|toleration): .*"));
    }
}
