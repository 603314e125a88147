package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.cli.Replies.PULSE;
import static tireless.cli.Replies.RESOURCES;
import static tireless.cli.Replies.pulse;
import static tireless.cli.Replies.replica;
import static tireless.cli.Replies.resource;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.api.Api;
import tireless.api.Description;
import tireless.api.Page;
import tireless.api.ReplicaView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.VolumeView;
import tireless.cli.output.Reasons;
import tireless.model.Power;

/** What people are told of how a worker runs, of what it waits for, and of what it uses; against a scripted server. */
class TellingTest extends InSandbox {
    private static final ResourceRef SAMPLES = new ResourceRef("volume", "public", "samples");

    private void list(ResourceView... resources) {
        Page<ResourceView> page = new Page<>(List.of(resources), Optional.empty());
        sandbox.server.on(RESOURCES, (_, answering) -> answering.reply(page.form(ResourceView::form)));
    }

    private void describe(Description description) {
        ResourceRef resource = description.resource().resource();
        sandbox.server.on(
                "GET " + Api.path(resource),
                (_, answering) -> answering.reply(description.resource().form()));
        sandbox.server.on(
                "GET " + Api.path(resource) + "/describe", (_, answering) -> answering.reply(description.form()));
    }

    private static ReplicaView running(String name, String detail, String... remarks) {
        ReplicaView fine = replica(name, true);
        return new ReplicaView(
                name,
                new ReplicaView.State("running", detail, true),
                new ReplicaView.Run(fine.pid(), fine.startedAt(), List.of(), List.of(remarks)),
                fine.newest(),
                fine.ends(),
                fine.throughput(),
                "");
    }

    private static ReplicaView waiting(String name) {
        return new ReplicaView(
                name,
                new ReplicaView.State("pending", "there is no secret `door`", false),
                ReplicaView.Run.NONE,
                new ReplicaView.Attempt(7, 1),
                new ReplicaView.Ends(0, 6, Optional.of(Instant.now().plusSeconds(20)), Optional.empty()),
                pulse().observed().getFirst().throughput(),
                "");
    }

    /** One that the server gives no reason for: then its replicas say it. */
    private static ResourceView worker(ReplicaView... replicas) {
        return worker("", replicas);
    }

    private static ResourceView worker(String reason, ReplicaView... replicas) {
        ResourceView known = resource(PULSE, "active", replicas);
        return new ResourceView(
                known.resource(),
                known.uid(),
                known.metadata(),
                known.accepted(),
                new ResourceView.Condition("active", reason, known.runtime()),
                new ResourceView.Scale(Power.ON, OptionalInt.empty(), replicas.length),
                known.stack(),
                known.observed());
    }

    private String described(ResourceView worker) {
        describe(Replies.description(worker));
        return sandbox.tireless("describe", "pulse").out();
    }

    @Test
    void howAHealthyWorkerRunsIsNoReasonAndHasItsOwnLine() {
        ResourceView worker = worker(running("pulse-0", "", "paths: mount namespace"));

        assertThat(described(worker)).startsWith("""
                        worker public/pulse
                          status    active
                          runtime   running:1
                          runs with paths: mount namespace
                        """).doesNotContain("because");
        list(worker);
        assertThat(sandbox.tireless("get", "-o", "wide").out()).doesNotContain("paths:");
        assertThat(sandbox.tireless("get", "-o", "json").out()).contains("\"remarks\":[\"paths: mount namespace\"]");
    }

    @Test
    void aReplicaThatFailsStandsBeforeWhatGoesWorseThanItShould() {
        assertThat(Reasons.of(worker("min missed", waiting("pulse-0")), Instant.now()))
                .startsWith("pulse-0 is pending, there is no secret `door`")
                .endsWith("; min missed");
        assertThat(Reasons.of(worker("ingress-violation: pulse-1 listens at :80", waiting("pulse-0")), Instant.now()))
                .startsWith("ingress-violation: pulse-1 listens at :80; pulse-0 is pending");
    }

    @Test
    void whatIsWrongWithItIsTheReasonBesides() {
        assertThat(described(worker(running("pulse-0", "the memory limit is not enforced", "paths: mount namespace"))))
                .contains(
                        "  because   pulse-0: the memory limit is not enforced\n",
                        "  runs with paths: mount namespace\n");
    }

    @Test
    void whereReplicasRunDifferentlyItIsSaidWhichDoes() {
        assertThat(described(worker(
                        running("pulse-0", "", "engine: podman", "paths: a"),
                        running("pulse-1", "", "engine: podman", "paths: b"))))
                .contains(
                        "  runs with engine: podman\n",
                        "  runs with paths: a (pulse-0)\n",
                        "  runs with paths: b (pulse-1)\n");
    }

    @Test
    void whoWaitsIsPendingWithTheReasonAndWhenItIsTriedAgain() {
        String out = described(worker(waiting("pulse-0")));

        assertThat(out)
                .containsPattern("because +pulse-0 is pending, there is no secret `door`; next try in (19|20)s\n")
                .containsPattern("pulse-0 +pending +no +1 +0 +there is no secret `door`; next try in (19|20)s");
    }

    private static Description samples(long bytes, boolean atLeast, ResourceRef... users) {
        return new Description(
                resource(SAMPLES, "active"),
                new TreeMap<>(),
                "name: samples\n",
                "",
                List.of(),
                List.of(),
                Optional.of(List.of(users)),
                Optional.of(new VolumeView(
                        "persistent",
                        "1Gi",
                        new VolumeView.Held(bytes, atLeast),
                        List.of("/home/ada/volumes/public/samples"))));
    }

    @Test
    void aVolumeIsDescribedWithWhatItHoldsWhereItIsAndWhoUsesIt() {
        describe(samples(12_900_000, false, Replies.worker("collector"), Replies.worker("reader")));

        assertThat(sandbox.tireless("describe", "volume", "samples").out())
                .startsWith("volume public/samples\n  status    active\n")
                .contains(
                        "  holds     12.3 MiB of 1Gi\n",
                        "  path      /home/ada/volumes/public/samples\n",
                        "  used by   worker public/collector, worker public/reader\n");
    }

    @Test
    void ofOneThatIsTooLargeToBeCountedItIsSaidHowMuchItIsAtLeast() {
        describe(samples(5L << 30, true));

        assertThat(sandbox.tireless("describe", "volume", "samples").out())
                .contains("  holds     at least 5 GiB of 1Gi\n", "  used by   nobody\n");
    }

    @Test
    void aListOfVolumesHasTheSame() {
        list(resource(SAMPLES, "active"));
        describe(samples(4096, false, Replies.worker("collector")));

        assertThat(sandbox.tireless("get", "volume").out()).isEqualTo("""
                NAME      WORKSPACE   STATUS   TYPE         SIZE   HOLDS   USED BY     OWNER   PATH
                samples   public      active   persistent   1Gi    4 KiB   collector   metis   /home/ada/volumes/public/samples
                """);
        assertThat(sandbox.tireless("get", "volume", "-o", "json").out())
                .contains(
                        "\"volume\":{\"type\":\"persistent\",\"size\":\"1Gi\",\"heldBytes\":4096,\"heldAtLeast\":false,",
                        "\"usedBy\":[{\"type\":\"worker\",\"workspace\":\"public\",\"name\":\"collector\"}]");
        assertThat(sandbox.tireless("get", "volume", "-o", "name").out()).isEqualTo("volume/samples\n");
    }

    @Test
    void ofOneThatIsGoneInThatMomentNothingElseIsKnown() {
        list(resource(SAMPLES, "active"));
        sandbox.server.on(
                "GET " + Api.path(SAMPLES) + "/describe",
                (_, answering) ->
                        answering.reply(404, "{\"code\":\"NOT_FOUND\",\"retryable\":false,\"message\":\"gone\"}"));

        assertThat(sandbox.tireless("get", "volume").out()).containsPattern("samples +public +active +metis\n");
    }
}
