package tireless.kubernetes.sight;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.model.BootId;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.ResourceKey;
import tireless.model.SlotId;

class PodReaderTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private static final Instant END = Instant.parse("2026-01-01T00:00:09Z");

    private static PodView read(String metadata, String status) {
        Pod pod = SERIALIZATION.unmarshal("""
                apiVersion: v1
                kind: Pod
                metadata: {name: pulse-0, namespace: a, uid: u, creationTimestamp: "2026-01-01T00:00:00Z"%s}
                spec: {containers: [{name: main}]}
                status: %s
                """.formatted(metadata, status), Pod.class);
        return PodReader.read(pod);
    }

    private static String container(String state, String last, int restarts) {
        return "{phase: Running, containerStatuses: [{name: main, restartCount: %d, state: {%s}, lastState: {%s}}]}"
                .formatted(restarts, state, last);
    }

    private static String terminated(int code, String reason) {
        return "terminated: {exitCode: %d, reason: %s, startedAt: '2026-01-01T00:00:02Z', finishedAt: '2026-01-01T00:00:09Z'}"
                .formatted(code, reason);
    }

    private static String waiting(String reason, String message) {
        return "waiting: {reason: %s, message: '%s'}".formatted(reason, message);
    }

    @Test
    void aPauseHasTheLengthThatTheKubeletSays() {
        PodView view = read(
                "",
                container(
                        waiting("CrashLoopBackOff", "back-off 2m40s restarting failed container=main pod=pulse-0"),
                        terminated(3, "Error"),
                        5));

        assertThat(view.box())
                .isEqualTo(new Box.PutOff(
                        new Ended(new Exit.Status(3), Instant.parse("2026-01-01T00:00:02Z"), END),
                        Duration.ofSeconds(160)));
        assertThat(view.ends()).isEqualTo(6);
    }

    @Test
    void anEndIsToldAsWhatItWas() {
        assertThat(exit("", 137, "OOMKilled")).contains(new Exit.OutOfMemory());
        assertThat(exit("", 137, "Error")).contains(new Exit.Status(137));
        assertThat(exit(", deletionTimestamp: '2026-01-01T00:00:08Z'", 143, "Error"))
                .contains(new Exit.Killed(15));
        assertThat(exit("", 128, "StartError")).containsInstanceOf(Exit.NotStarted.class);
        assertThat(exit("", 137, "ContainerStatusUnknown")).containsInstanceOf(Exit.Unknown.class);
    }

    private static Optional<Exit> exit(String metadata, int code, String reason) {
        return read(metadata, container(terminated(code, reason), "", 0))
                .lastEnd()
                .map(Ended::exit);
    }

    @Test
    void whatItWaitsForIsInTheClustersWordsWithWhatToDo() {
        assertThat(read("", container(waiting("ImagePullBackOff", "Back-off pulling image a:1"), "", 0))
                        .box())
                .isEqualTo(new Box.Coming(
                        "ImagePullBackOff: Back-off pulling image a:1; check the name of the image, and whether the cluster may read it from its"
                                + " registry"));
        assertThat(read(
                                "",
                                "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                                        + " message: '0/3 nodes are available'}]}")
                        .box())
                .isEqualTo(new Box.Coming(
                        "Unschedulable: 0/3 nodes are available; ask for less, or give the cluster nodes that fit"));
        assertThat(read("", container(waiting("ContainerCreating", ""), "", 0)).box())
                .isEqualTo(new Box.Coming(""));
        assertThat(read("", "{phase: Failed, reason: Evicted, message: The node was low on memory}")
                        .box())
                .isInstanceOfSatisfying(
                        Box.Failed.class,
                        failed -> assertThat(failed.why()).startsWith("Evicted: The node was low on memory; "));
    }

    @Test
    void aRestartIsToldAsAnEndAndAStart() {
        String running = "running: {startedAt: '2026-01-01T00:00:02Z'}";
        PodView before = read("", container(running, "", 0));
        PodView after = read("", container("running: {startedAt: '2026-01-01T00:00:19Z'}", terminated(3, "Error"), 1));

        assertThat(new Story(4, 1, "").between(Optional.of(before), after))
                .containsExactly(
                        new Happening.Exited(5, new Exit.Status(3), Duration.ofSeconds(7)),
                        new Happening.Started(6, 0, Optional.of(Duration.ofSeconds(10))));
        assertThat(new Story(4, 1, "").between(Optional.of(after), after)).isEmpty();
        assertThat(new Story(0, 0, "").gone(before, END))
                .isEqualTo(List.of(
                        new Happening.Exited(1, new Exit.Unknown("its pod was gone at once"), Duration.ofSeconds(7))));
    }

    /** So it looks for the first 10 s of a pause. */
    @Test
    void whatHasEndedIsNotSaidToBeStarting() {
        PodView over = read("", container(terminated(137, "OOMKilled"), terminated(3, "Error"), 1));
        Now now = new Now(END, Duration.ofHours(1), new BootId("b"));

        assertThat(new Phases(now)
                        .of(
                                new SlotId(ResourceKey.worker("public", "pulse"), 0),
                                over,
                                SlotMemory.NONE.with(over),
                                1,
                                "",
                                Phases.Heard.NOTHING)
                        .phase())
                .isEqualTo(new Phase.Pending("oom-killed: it went over its memory limit; the cluster starts it again"));
    }
}
