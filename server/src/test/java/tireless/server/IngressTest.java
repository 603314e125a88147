package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.ReplicaView;
import tireless.api.ResourceView;
import tireless.json.Form;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

/** A worker that listens where others can reach it, from its socket to what people are shown. */
class IngressTest {
    private static final String LISTENS =
            "use Socket; socket(S, PF_INET, SOCK_STREAM, 0); listen(S, 1); print STDERR \"up\\n\"; sleep 1000";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Store store = new MemoryStore();
    private Plane plane;

    @AfterEach
    void close() {
        plane.close();
    }

    private void open() {
        plane = Plane.open(folder.resolve("home"), store, engine -> engine);
    }

    /** Another server on the same home and the same store, after an orderly end of this one that ended no worker. */
    private void reopen() {
        plane.leave();
        open();
    }

    private void policy(String policy) {
        plane.apply("name: public\nversion: v1beta1\ntype: workspace\nworkspace: {tireless: {ingress: %s}}\n"
                .formatted(policy));
    }

    private void applyListener() throws Exception {
        Path script = Files.writeString(folder.resolve("listen.pl"), LISTENS);
        plane.apply(Plane.worker("pulse", 1, "exec perl " + script));
    }

    private ResourceView pulse() {
        return ResourceView.read(Form.read(plane.get(Plane.PULSE).body()));
    }

    private ReplicaView await(Predicate<ReplicaView> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            ResourceView seen = pulse();
            if (seen.observed().stream().anyMatch(wanted)) {
                return seen.observed().getFirst();
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("still " + pulse());
    }

    private static boolean listens(ReplicaView replica) {
        return !replica.listensAt().isEmpty();
    }

    private String metric() {
        return plane.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tireless_replicas_ingress_violation{name=\"pulse\""))
                .findFirst()
                .orElse("");
    }

    @Test
    void itIsShownWhereverTheReplicaIs() throws Exception {
        open();
        applyListener();
        ReplicaView listening = await(IngressTest::listens);
        assertThat(listening.listensAt()).singleElement().asString().startsWith("0.0.0.0:");
        assertThat(listening.phase()).isEqualTo("running");
        assertThat(listening.detail()).startsWith("ingress-violation: it listens at 0.0.0.0:");
        assertThat(pulse().status()).isEqualTo("active");
        assertThat(pulse().reason()).startsWith("ingress-violation: pulse-0 listens at 0.0.0.0:");
        assertThat(metric()).endsWith(" 1.0");
        assertThat(plane.get("/api/v1/events").body()).contains("ingressViolation");
    }

    @Test
    void aPolicyOfTheWorkspaceStopsItAlsoForTheNextServer() throws Exception {
        open();
        applyListener();
        await(IngressTest::listens);
        policy("stop");
        ReplicaView held = await(replica -> replica.phase().equals("held"));
        assertThat(held.detail()).contains("ingress-violation", "tireless restart pulse");
        assertThat(pulse().status()).isEqualTo("error");
        assertThat(metric()).endsWith(" 0.0");

        reopen();
        ReplicaView still = await(replica -> replica.phase().equals("held"));
        assertThat(still.attempt()).isEqualTo(1);

        policy("warn");
        assertThat(await(IngressTest::listens).attempt()).isEqualTo(2);
    }
}
