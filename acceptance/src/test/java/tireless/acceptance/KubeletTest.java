package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.api.ReplicaView;

/**
 * Workers in pods that run: on a real kubelet and containerd, with the real launcher. They need root and containerd, so they are no
 * part of {@code ./test --all}: {@code kube-testbed/check} runs them.
 */
@Tag("kubelet")
class KubeletTest extends AcceptanceTest {
    private static final String IMAGE = "localhost/tireless-acceptance:1";

    /** As {@code kube-testbed/check} has it made. */
    private static final String RELAY = "localhost/tireless:check";

    private Testbed bed;

    @BeforeEach
    void start() {
        bed = new Testbed(sandbox);
        bed.addNode();
        Outcome made = sandbox.startWords(List.of(
                        "/bin/sh",
                        "-c",
                        SmallRoot.SCRIPT,
                        "sh",
                        sandbox.folder("image").toString()))
                .awaitOutcome();
        assertThat(made.status()).as(made.said()).isZero();
        bed.image(IMAGE, sandbox.place().resolve("image/root"));
        sandbox.succeeds("server", "start");
    }

    @AfterEach
    void stop() {
        sandbox.call("server", "stop", "--workers");
        if (bed != null) {
            bed.close();
        }
    }

    /**
     * @param more lines of the Compute, below {@code kubernetes:}
     * @param shell what the worker runs
     * @param lines more of the worker, below {@code worker:}
     */
    private void apply(String name, String more, String shell, String lines) {
        sandbox.succeeds(
                "apply", "--yes", "-f", manifest(name, more, shell, lines).toString());
    }

    private Path manifest(String name, String more, String shell, String lines) {
        return sandbox.file(name + ".yaml", """
                name: bed
                version: v1
                type: compute
                compute:
                  kubernetes:
                    kubeconfig: %s
                    nodeSelector: {pool: real}
                    tolerations: [{key: dedicated, operator: Equal, value: real, effect: NoSchedule}]
                %s---
                name: %s
                version: v1beta
                type: worker
                worker:
                  stack: container
                  compute: bed
                  stackSpec:
                    image: %s
                    command: [/bin/sh, -c]
                    arguments:
                      - |-
                        %s
                %s""".formatted(
                        bed.kubeconfig(),
                        more.indent(4),
                        name,
                        IMAGE,
                        shell.strip().replace("$", "$$").replace("\n", "\n        "),
                        lines.indent(2)));
    }

    private void awaits(String words, String... command) {
        Waiting.until(sandbox.home(), () -> sandbox.call(command).out().contains(words));
    }

    private ReplicaView replica(String worker) {
        return sandbox.replica(worker);
    }

    /** Those of the worker whose shell begins with this. */
    private static Stream<ProcessHandle> processes(String marker) {
        return ProcessHandle.allProcesses()
                .filter(process -> Traces.commandLine(process).startsWith("/bin/sh -c " + marker));
    }

    @Test
    void whatItPrintsAndWhatItsProbesSayIsSeenAndNothingIsLeftOfIt() {
        String marker = "marker=" + sandbox.place().getFileName();
        apply("pulse", "", marker + """

                trap 'echo asked to end; exit 7' TERM
                echo "attempt in $(cat /proc/self/cgroup | sha256sum)"
                touch /tmp/alive
                sleep 3
                touch /tmp/ready
                # Only the first attempt becomes ill.
                if [ ! -e /var/dataos/temp_data/second ]; then
                    touch /var/dataos/temp_data/second
                    sleep 3
                    busybox rm /tmp/alive
                fi
                while :; do echo at work; sleep 0.5; done
                """, """
                resources: {limits: {memory: 64Mi, cpu: 500m}}
                tireless:
                  terminationGracePeriodSeconds: 5
                  probes:
                    readiness: {exec: {command: [sh, -c, test -e /tmp/ready]}, periodSeconds: 1}
                    liveness: {exec: {command: [sh, -c, test -e /tmp/alive]}, initialDelaySeconds: 1, periodSeconds: 1, failureThreshold: 2}
                """);
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replicas("pulse").size() == 1
                        && replica("pulse").phase().equals("running"));
        assertThat(replica("pulse").ready()).isFalse();
        assertThat(processes(marker)).hasSize(1);
        Waiting.until(sandbox.home(), () -> replica("pulse").ready());
        assertThat(replica("pulse").attempt()).isEqualTo(1);
        TirelessProcess follower = sandbox.start("logs", "--follow", "pulse");

        Waiting.until(
                sandbox.home(),
                () -> replica("pulse").attempt() == 2 && replica("pulse").ready());
        assertThat(sandbox.succeeds("describe", "pulse").out()).contains("exited 7");
        assertThat(sandbox.succeeds("events", "pulse").out())
                .contains("pulse-0 is ready", "pulse-0 exited 7 after", "pulse-0 restarted after");
        awaits("at work", "logs", "pulse");
        Waiting.until(
                sandbox.home(),
                () -> follower.transcript().matches("(?s)attempt in .*asked to end\nattempt in .*at work\n.*"));
        follower.interrupt();
        follower.awaitStatus();

        sandbox.succeeds("delete", "pulse", "--yes");
        Waiting.until(sandbox.home(), () -> !sandbox.call("get").out().contains("pulse"));
        for (String kind : List.of(
                "/api/v1/namespaces/public/pods",
                "/api/v1/namespaces/public/configmaps",
                "/apis/apps/v1/namespaces/public/statefulsets",
                "/apis/policy/v1/namespaces/public/poddisruptionbudgets",
                "/apis/networking.k8s.io/v1/namespaces/public/networkpolicies")) {
            assertThat(bed.get(kind)).contains("\"items\"").doesNotContain("pulse");
        }
        assertThat(processes(marker)).isEmpty();
    }

    @Test
    void whatEndsAgainAndAgainIsSaidWithItsReasonAndWaits() {
        apply(
                "hungry",
                "",
                "echo hungry; sleep 1; exec busybox tail /dev/zero",
                "resources: {limits: {memory: 32Mi, cpu: 500m}}");
        apply("faulty", "", "echo dying >&2; exit 3", "");
        Waiting.until(sandbox.home(), () -> sandbox.replicas("hungry").stream().anyMatch(r -> r.attempt() >= 2));
        awaits("hungry-0 oom-killed: it went over its memory limit after", "events", "hungry");
        assertThat(sandbox.succeeds("describe", "hungry").out()).contains("oom-killed: it went over its memory limit");
        assertThat(replica("hungry").ends().restarts()).isPositive();
        assertThat(sandbox.succeeds("logs", "hungry").out()).contains("hungry");

        Waiting.until(sandbox.home(), () -> replica("faulty").phase().equals("backing-off"));
        assertThat(replica("faulty").ends().failures()).isGreaterThanOrEqualTo(2);
        assertThat(sandbox.succeeds("describe", "faulty").out()).contains("exited 3");
        assertThat(sandbox.succeeds("logs", "faulty").out()).contains("dying");
        awaits("faulty-0 backing off until", "events", "faulty");
    }

    @Test
    void anImageThatIsNotThereIsSaidInTheClustersWords() {
        Path manifest = manifest("absent", "", "exit 0", "");
        sandbox.edit(manifest, IMAGE, "localhost:1/nobody/has-it:1");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        awaits("check the name of the image", "describe", "absent");
        assertThat(sandbox.succeeds("describe", "absent").out()).contains("localhost:1/nobody/has-it:1");
    }

    /** The relay has another account than the worker, and neither of them any right. */
    @Test
    void whatItReportsIsHeardAndAStallIsMended() {
        bed.load(Checkout.ROOT.resolve("target/tireless-image.tar"));
        apply("drone", "relay: " + RELAY + "\npodSecurity: restricted", """
                trap 'notify STATUS=farewell; exit 0' TERM
                notify "READY=1"
                done=0
                while :; do
                    [ $done -ge 5 ] || done=$((done+1))
                    notify "X_PROCESSED=$done
                X_BACKLOG=3"
                    sleep 1
                done
                """, """
                resources: {limits: {memory: 64Mi, cpu: 500m}}
                tireless: {unixUser: "4711", terminationGracePeriodSeconds: 5, stallAfter: 8s}
                """);
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replicas("drone").size() == 1
                        && replica("drone").throughput().processed().orElse(0) == 5);
        assertThat(replica("drone").ready()).isTrue();
        assertThat(replica("drone").throughput().backlog()).hasValue(3);
        List<String> lines = bed.get(
                        "/api/v1/namespaces/public/pods/drone-0/log?container=tireless-relay&timestamps=true")
                .lines()
                .toList();
        assertThat(lines).hasSizeGreaterThan(1).allMatch(line -> line.contains(" tireless-relay 1 boot="));
        String pod = bed.uid("public", "drone-0");

        awaits("drone-0 stalled, nothing processed for 8 s with 3 items waiting", "events", "drone");
        Waiting.until(
                sandbox.home(),
                () -> replica("drone").attempt() == 2 && replica("drone").ready());
        assertThat(bed.uid("public", "drone-0")).isNotEqualTo(pod);
        assertThat(sandbox.succeeds("events", "drone").out()).contains("stopping (stalled)", "drone-0 exited 0 after");
        Waiting.until(
                sandbox.home(), () -> replica("drone").throughput().processed().orElse(0) == 5);
    }
}
