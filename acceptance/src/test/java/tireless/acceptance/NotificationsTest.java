package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.json.Form;

/** People and programs are told of what happens to real workers. */
class NotificationsTest extends AcceptanceTest {
    private final List<Form> told = new CopyOnWriteArrayList<>();
    private HttpServer hook;
    private volatile int status = 200;

    @BeforeEach
    void listen() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        hook.createContext("/", this::answer);
        hook.start();
    }

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
        hook.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        told.add(Form.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Path worker(String name, String shell, String more) {
        return sandbox.file(name + ".yaml", """
                name: %s
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec:
                    shell: '%s'
                  tireless:
                %s
                """.formatted(name, shell, more.indent(4)));
    }

    private String url() {
        return "http://127.0.0.1:" + hook.getAddress().getPort() + "/s3cr3t";
    }

    private String read(String file) {
        try {
            return Files.readString(sandbox.home().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> events() {
        return told.stream().map(form -> form.text("event")).toList();
    }

    @Test
    void whatWasNotConfirmedBeforeTheServerWasKilledIsToldByTheNextOneAndNoAddressIsShown() {
        status = 503;
        Path manifest = worker("failing", "exit 3", """
                notify:
                  webhook: {url: '%s'}
                  on: [crashLoop]
                """.formatted(url()));
        sandbox.succeeds("server", "start");
        Outcome applied = sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        Waiting.until(sandbox.home(), () -> events().contains("crashLoop"));
        String id = told.getFirst().text("id");
        long server = Long.parseLong(read("server.pid").strip());

        Signals.send("KILL", server);
        status = 200;
        int before = told.size();
        Waiting.until(sandbox.home(), () -> told.size() > before);

        // The same, or a later one that says how many came before it.
        Form last = told.getLast();
        assertThat(last.text("event")).isEqualTo("crashLoop");
        assertThat(last.text("id").equals(id) || last.integer("more") > 0).isTrue();
        assertThat(last.text("name")).isEqualTo("failing");
        String shown = applied.said()
                + sandbox.succeeds("describe", "worker", "failing", "--manifest")
                        .said()
                + sandbox.succeeds("events", "failing", "-o", "json").said()
                + sandbox.succeeds("get", "worker", "-o", "json").said()
                + sandbox.succeeds("history", "worker", "failing").said()
                + read("server.log");
        assertThat(shown).doesNotContain("s3cr3t").contains("127.0.0.1");
    }

    @Test
    void anObjectiveThatIsMissedIsSaidEverywhereAndRestartsNothing() {
        Path manifest = worker("slow", "while :; do echo done; sleep 1; done", """
                throughput: {logPattern: "^done", min: 50, window: 10s}
                notify:
                  - webhook: {url: '%s'}
                  - command: [/bin/sh, -c, 'cat >told.json']
                """.formatted(url()));
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        Waiting.until(sandbox.home(), () -> events().contains("objectiveMissed"));

        assertThat(told.getFirst().text("text")).contains("the objective is at least 50/s: min is missed");
        assertThat(sandbox.succeeds("get", "worker", "-o", "wide").out()).contains("min missed: throughput is");
        assertThat(sandbox.succeeds("describe", "worker", "slow").out()).contains("Objectives", "50/s", "missed");
        assertThat(sandbox.succeeds("events", "slow").out()).contains("min is missed");
        assertThat(sandbox.replica("slow").restarts()).isZero();
        Waiting.forFile(manifest.resolveSibling("told.json"));
    }

    @Test
    void aRunTellsTooAndBeforeItEnds() throws IOException {
        Path manifest = worker("failing", "exit 3", """
                notify:
                  - command: [/bin/sh, -c, 'cat >told.json']
                    on: [exited]
                """);
        TirelessProcess run = sandbox.run(manifest);
        Path file = manifest.resolveSibling("told.json");
        Waiting.until(
                file.getParent(), () -> Files.exists(file) && file.toFile().length() > 0);
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        assertThat(Form.read(Files.readString(file)).text("event")).isEqualTo("exited");
    }
}
