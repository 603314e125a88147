package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.client.ApiClient;
import tireless.model.TirelessException;

/** Workers in containers of a real podman, by way of the server. */
@Tag("slow")
class ContainersTest extends AcceptanceTest {
    private static final String BEAT = "trap 'exit 0' TERM; while :; do sleep 0.2; done";

    private Podman podman;

    @BeforeEach
    void startServer() {
        podman = Podman.in(sandbox);
        sandbox.succeeds("server", "start");
    }

    @AfterEach
    void nothingIsLeftOfTheContainers() {
        if (podman != null) {
            Outcome stopped = sandbox.call("server", "stop", "--workers");
            assertThat(stopped.status()).as(stopped.said()).isZero();
            assertThat(podman.containers("boxed")).isEmpty();
        }
    }

    /** @param more lines of the worker, below {@code worker:} */
    private Path boxed(String image, String shell, String more) {
        return sandbox.file("boxed.yaml", """
                name: boxed
                version: v1beta
                type: worker
                worker:
                  stack: container
                  stackSpec:
                    image: %s
                    command: [/bin/sh, -c]
                    arguments:
                      - |-
                        %s
                %s  tireless:
                    terminationGracePeriodSeconds: 5
                    restart: {initial: 250ms, max: 1s}
                """.formatted(
                        image, shell.replace("$", "$$").replace("\n", "\n        "), more.indent(2)));
    }

    @Test
    void aContainerHasItsVolumesAndSecretsAndSaysThatItIsReady() throws IOException {
        sandbox.file("needs.yaml", """
                name: kept
                version: v1beta
                type: volume
                volume: {size: 1Mi, accessMode: ReadWriteMany, type: persistent}
                ---
                name: door
                version: v1
                type: secret
                secret: {type: key-value, acl: r, data: {code: open-sesame}}
                """);
        Path worker = boxed(Podman.IMAGE, """
                cd /var/dataos/persistent_data/into
                echo "$code" | sha256sum >sum
                env >names
                until [ -e go ]; do sleep 0.1; done
                notify "READY=1
                X_PROCESSED=7
                STATUS=from within"
                """ + BEAT, """
                persistentVolume: {name: kept, directory: into}
                dataosSecrets: [{name: door}]
                """);
        sandbox.succeeds("apply", "-f", "needs.yaml", "-f", worker.toString());
        Path into = sandbox.home().resolve("volumes/public/kept/into");
        Waiting.until(sandbox.home(), () -> Files.exists(into.resolve("names")));
        assertThat(Files.readString(into.resolve("sum"))).startsWith(sum("open-sesame"));
        assertThat(sandbox.replica("boxed").throughput().processed()).isEmpty();
        Files.createFile(into.resolve("go"));
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replica("boxed").throughput().processed().orElse(0) == 7);
        assertThat(sandbox.replica("boxed").state().ready()).isTrue();
        assertThat(sandbox.replica("boxed").statusText()).isEqualTo("from within");
        // Nothing of this machine's.
        assertThat(Files.readString(into.resolve("names"))).doesNotContain("CONTAINERS_CONF");
    }

    private String sum(String value) {
        return sandbox.startWords(List.of("sh", "-c", "echo " + value + " | sha256sum"))
                .awaitOutcome()
                .out();
    }

    @Test
    void aKilledServerAdoptsTheContainerAndDoublesNothing() {
        sandbox.succeeds(
                "apply", "-f", boxed(Podman.IMAGE, "echo up\n" + BEAT, "").toString());
        Waiting.until(sandbox.home(), () -> log().contains("up"));
        long client = sandbox.replica("boxed").pid().orElseThrow();
        List<String> before = theContainer();
        long killed = ApiClient.of(sandbox.home()).server().pid();
        Signals.send("KILL", killed);
        Waiting.until(sandbox.home(), () -> serves(killed));
        assertThat(sandbox.replica("boxed").pid()).hasValue(client);
        assertThat(sandbox.replica("boxed").attempt()).isEqualTo(1);
        assertThat(podman.containers("boxed")).isEqualTo(before);
        assertThat(podman.call("kill", before.getFirst()).status()).isZero();
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replica("boxed").attempt() == 2
                        && sandbox.replica("boxed").state().phase().equals("running"));
        assertThat(theContainer()).doesNotContainAnyElementsOf(before);
    }

    /** Podman may list it a moment after it has begun to speak. */
    private List<String> theContainer() {
        Waiting.until(sandbox.home(), () -> podman.containers("boxed").size() == 1);
        return podman.containers("boxed");
    }

    private boolean serves(long killed) {
        try {
            return ApiClient.of(sandbox.home()).server().pid() != killed;
        } catch (TirelessException notYet) {
            return false;
        }
    }

    private String log() {
        return sandbox.call("logs", "boxed").out();
    }

    @Test
    void anImageThatCanNotBePulledHindersNobodyAndHealsWhenItComes() {
        String absent = "localhost:1/nobody/has-it:1";
        Path other = sandbox.worker("other", "touch other.runs; exec sleep 1000");
        try {
            sandbox.succeeds(
                    "apply", "-f", boxed(absent, "echo up\n" + BEAT, "").toString(), "-f", other.toString());
            Waiting.forFile(sandbox.place().resolve("other.runs"));
            String why = "the image " + absent + " can not be pulled: ";
            Waiting.until(
                    sandbox.home(),
                    () -> sandbox.succeeds("describe", "boxed").out().contains(why));
            assertThat(sandbox.succeeds("describe", "boxed").out()).contains("connection refused");
            assertThat(sandbox.replica("other").state().phase()).isEqualTo("running");
            assertThat(podman.call("tag", Podman.IMAGE, absent).status()).isZero();
            Waiting.until(sandbox.home(), () -> log().contains("up"));
            Waiting.until(sandbox.home(), () -> sandbox.replica("boxed").state().ready());
        } finally {
            podman.call("untag", absent, absent);
        }
    }

    @Test
    void theExampleGreetsAndSaysGoodbye() {
        String busybox = "docker.io/library/busybox:1.37";
        // Another one under its name would do, but is not replaced.
        boolean absent = podman.call("image", "exists", busybox).status() != 0;
        if (absent) {
            assertThat(podman.call("tag", Podman.IMAGE, busybox).status()).isZero();
        }
        try {
            TirelessProcess run = sandbox.run(sandbox.example("container"));
            run.line("boxed-0", "hello, it is ");
            run.line("boxed-0", "hello, it is ");
            run.interrupt();
            run.line("boxed-0", "bye");
            assertThat(run.awaitStatus()).isZero();
        } finally {
            if (absent) {
                podman.call("untag", busybox, busybox);
            }
        }
    }
}
