package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tireless.cli.Sandbox.Outcome;

/** export, which asks neither a server nor a cluster. */
@Timeout(60)
class ExportingTest extends InSandbox {
    private static final String FARM = """
            name: farm
            version: v1
            type: compute
            compute:
              kubernetes: {context: farm, namespacePrefix: data-}
            ---
            """;

    private static final String SECRET = """
            name: account
            version: v1
            type: secret
            secret:
              type: key-value
              acl: r
              data: {USER: ann, PASSWORD: s3cret}
            ---
            """;

    private static final String WORKER = """
            name: pulse
            version: v1beta
            type: worker
            worker:
              stack: container
              compute: farm
              replicas: 3
              dataosSecrets:
                - {name: account, allKeys: true, consumptionType: envVars}
              stackSpec: {image: "registry.example/pulse:1", command: [pulse]}
            """;

    private Outcome export(String manifests, String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "export";
        all[1] = "-f";
        all[2] = "-";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return sandbox.piping(manifests).tireless(all);
    }

    @Test
    void theObjectsComeWithoutServerAndAreTheSameEachTime() {
        Outcome outcome = export(FARM + SECRET + WORKER);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("# The Secret pulse-env-")
                .contains(
                        "--from-literal=PASSWORD=VALUE --from-literal=USER=VALUE",
                        "kind: \"Namespace\"",
                        "kind: \"StatefulSet\"",
                        "replicas: 3",
                        "namespace: \"data-public\"",
                        "app.kubernetes.io/managed-by: \"tireless-export\"")
                .doesNotContain("s3cret", "czNjcmV0");
        assertThat(export(FARM + SECRET + WORKER)).isEqualTo(outcome);
    }

    @Test
    void secretsComeIfAskedFor() {
        Outcome outcome = export(FARM + SECRET + WORKER, "--secrets");
        assertThat(outcome.out()).startsWith("---\n").contains("PASSWORD: \"czNjcmV0\"");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void asJsonItIsOneLineAndTheCommentsAreBesideIt() {
        Outcome outcome = export(FARM + SECRET + WORKER, "-o", "json");
        assertThat(outcome.out()).startsWith("{").contains("\"kind\":\"List\"").hasLineCount(1);
        assertThat(outcome.err()).startsWith("# The Secret pulse-env-");
    }

    @Test
    void aWorkerOfThisMachineIsNoObjects() {
        Outcome outcome = export(FARM.replace(
                        "kubernetes: {context: farm, namespacePrefix: data-}",
                        "{dataplane: hub, purpose: runnable, nodePool: {nodeSelector: {pool: a}}}")
                + WORKER);
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(
                        "error: the compute `farm` is no cluster, so the worker `pulse` is no objects [not-on-kubernetes]");
    }

    @Test
    void aComputeThatIsWrongIsNotMissing() {
        assertThat(export(FARM.replace("context", "contexts") + WORKER).err())
                .contains("unknown attribute `contexts`")
                .doesNotContain("not among the manifests");
    }

    @Test
    void aComputeThatIsNotThereIsSaidAtThePlaceThatNamesIt() {
        assertThat(export(WORKER).err())
                .contains(
                        ":6:12: error: the compute `farm` of the worker `pulse` is not among the manifests",
                        "hint: name the file that has it, too");
        assertThat(export(FARM + WORKER, "--compute", "nowhere").err())
                .contains(":12:12: error: the compute `nowhere` of the worker `pulse` is not among the manifests");
    }

    @Test
    void everyWorkerCanBeTakenToAnotherCompute() {
        Outcome outcome = export(FARM + WORKER.replace("  compute: farm\n", ""), "--compute", "farm");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains("namespace: \"data-public\"");
    }

    @Test
    void aMissingVolumeIsSaidAtItsPlace() {
        Outcome outcome = export(
                FARM + WORKER.replace("  replicas: 3\n", "  persistentVolume: {name: ledger, directory: ledger}\n"));
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .contains(":7:1: error: there is no volume ledger in the workspace public [not-on-kubernetes]");
    }

    @Test
    void whatApplyWouldRefuseIsRefusedAtItsPlace() {
        Outcome outcome = export(FARM + WORKER.replace("stack: container", "stack: unheard"));
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(":11:10: error: there is no stack `unheard`");
    }
}
