package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.api.ReplicaView;
import tireless.client.ApiClient;

/** Workers on the machine and on a real Kubernetes API server side by side, with the real launcher. */
@Tag("slow")
class ClusterTest extends AcceptanceTest {
    private Testbed bed;

    @BeforeEach
    void start() {
        bed = new Testbed(sandbox);
        sandbox.succeeds("server", "start");
    }

    @AfterEach
    void stop() {
        sandbox.call("server", "stop", "--workers");
        bed.close();
    }

    private Path manifest(String compute, int replicas) {
        return sandbox.file("pulse.yaml", """
                name: bed
                version: v1
                type: compute
                compute:
                  kubernetes: {kubeconfig: %s}
                ---
                name: pulse
                version: v1beta
                type: worker
                worker:
                  stack: process
                  %s
                  replicas: %d
                  stackSpec: {command: /bin/sleep, arguments: ["1000"]}
                  tireless: {image: "registry.example/pulse:1", terminationGracePeriodSeconds: 5}
                ---
                name: here
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec: {command: /bin/sleep, arguments: ["1000"]}
                """.formatted(bed.kubeconfig(), compute, replicas));
    }

    private void apply(String compute, int replicas) {
        sandbox.succeeds("apply", "--yes", "-f", manifest(compute, replicas).toString());
    }

    private void areReady(int count) {
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replicas("pulse").size() == count
                        && sandbox.replicas("pulse").stream().allMatch(ReplicaView::ready));
    }

    private String statefulSet() {
        return bed.get("/apis/apps/v1/namespaces/public/statefulsets/pulse");
    }

    @Test
    void aWorkerOnAClusterIsAsOneOnTheMachine() {
        apply("compute: bed", 2);
        areReady(2);
        assertThat(sandbox.succeeds("get").out()).contains("COMPUTE", "bed", "machine");
        assertThat(sandbox.succeeds("describe", "pulse").out())
                .contains("bed: StatefulSet pulse in the namespace public", "its manifest");

        bed.print("public", "pulse-0", "a line of a pod");
        assertThat(sandbox.succeeds("logs", "pulse").out()).contains("a line of a pod");

        sandbox.succeeds("scale", "pulse", "3");
        areReady(3);
        sandbox.succeeds("pause", "pulse");
        Waiting.until(sandbox.home(), () -> sandbox.replicas("pulse").isEmpty());
        sandbox.succeeds("resume", "pulse");
        areReady(3);
        int attempt = sandbox.replica("pulse").attempt();
        sandbox.succeeds("restart", "pulse");
        Waiting.until(sandbox.home(), () -> sandbox.replica("pulse").attempt() > attempt);
        areReady(3);

        ProcessHandle server =
                ProcessHandle.of(ApiClient.of(sandbox.home()).server().pid()).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        Waiting.until(sandbox.home(), () -> sandbox.call("get", "pulse").out().contains("running:3"));
        assertThat(sandbox.replica("pulse").attempt()).isGreaterThan(attempt);

        sandbox.succeeds("delete", "pulse", "--yes");
        Waiting.until(sandbox.home(), () -> statefulSet().contains("NotFound"));
        Waiting.until(sandbox.home(), () -> !sandbox.call("get").out().contains("pulse"));
        Waiting.until(sandbox.home(), () -> sandbox.replica("here").ready());
        assertThat(sandbox.replica("here").attempt()).isEqualTo(1);
    }

    @Test
    void aWorkerMovesWithItsCountAndIsNeverThereTwice() {
        apply("", 1);
        sandbox.succeeds("scale", "pulse", "2");
        areReady(2);

        apply("compute: bed", 1);
        Waiting.until(sandbox.home(), () -> statefulSet().contains("\"replicas\""));
        areReady(2);
        assertThat(sandbox.traces().exactly("/bin/sleep 1000")).hasSize(1);

        apply("", 1);
        Waiting.until(sandbox.home(), () -> statefulSet().contains("NotFound"));
        // Pods outlive their StatefulSet by some moments, and are shown as long as they do.
        Waiting.until(
                sandbox.home(),
                () -> sandbox.traces().exactly("/bin/sleep 1000").size() >= 3);
        areReady(2);
        assertThat(sandbox.traces().exactly("/bin/sleep 1000")).hasSize(3);
        assertThat(sandbox.succeeds("events", "pulse").out())
                .contains("it goes on with revision 2 on compute `bed`", "it goes on with revision 3 on this machine");
    }

    @Test
    void aClusterThatCanNotBeUsedIsTheReasonOfItsWorkersAlone() {
        Path manifest = manifest("compute: bed", 1);
        sandbox.edit(
                manifest,
                bed.kubeconfig().toString(),
                sandbox.place().resolve("absent").toString());

        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        Waiting.until(sandbox.home(), () -> sandbox.replica("here").ready());
        assertThat(sandbox.replica("pulse").phase()).isEqualTo("pending");
        assertThat(sandbox.replica("pulse").detail()).contains("compute `bed` can not be used", "absent");

        sandbox.succeeds("delete", "pulse", "--yes");
        Waiting.until(sandbox.home(), () -> !sandbox.call("get").out().contains("pulse"));
    }

    /** What a server costs who has no cluster. */
    @Test
    void aServerLoadsNothingOfKubernetesBeforeTheFirstClusterWorker() throws IOException {
        sandbox.succeeds("server", "stop");
        Path classes = sandbox.place().resolve("classes.log");
        sandbox.with("TIRELESS_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
        sandbox.succeeds("server", "start");
        sandbox.without("TIRELESS_JAVA_OPTIONS");

        apply("", 1);
        areReady(1);
        assertThat(Files.readString(classes))
                .contains("tireless.control.compute.EngineByCompute")
                .doesNotContain("io.fabric8", "tireless.kubernetes");

        apply("compute: bed", 1);
        areReady(1);
        assertThat(Files.readString(classes)).contains("io.fabric8", "tireless.kubernetes");
    }

    @Test
    void runRefusesWhatIsOnACluster() {
        Outcome refused = sandbox.call("run", manifest("compute: bed", 1).toString());

        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).contains("cluster-not-yet", "the compute `bed` is a cluster");
    }
}
