package tireless.kubernetes.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an API server answers that is not well, which a real one can not be made to. */
class ApiServerTest {
    private record Answer(int code, String body) {}

    private final LinkedBlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer http;
    private KubernetesClient client;
    private ApiServer server;

    @BeforeEach
    void begin() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Answer answer = answers.remove();
            if (answer.code() > 0) {
                byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.code(), body.length);
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        http.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + http.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder().withConfig(config).build();
        server = new ApiServer(client);
    }

    @AfterEach
    void end() {
        client.close();
        http.stop(0);
    }

    private static Wanted wanted() {
        return Stamp.content((ObjectNode) JsonMapper.shared().readTree("""
                {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"namespace": "a", "name": "pulse"}, "spec": {"replicas": 1}}
                """));
    }

    private Outcome apply(int code, String message) {
        answers.add(new Answer(code, """
                {"apiVersion": "v1", "kind": "Status", "status": "Failure", "message": "%s", "code": %d}
                """.formatted(message, code)));
        return server.apply(wanted(), false);
    }

    private static Refusal refusal(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) outcome).refusal();
    }

    @Test
    void whatMayGoAtAnotherTimeIsRefusedForNow() {
        for (int code : List.of(409, 429, 500, 503)) {
            Refusal refusal = refusal(apply(code, "not now: " + code));
            assertThat(refusal.isPassing()).isTrue();
            assertThat(refusal.text()).isEqualTo("apply StatefulSet a/pulse: not now: " + code + "; it is tried again");
        }
        assertThat(asked)
                .hasSize(4)
                .allMatch(line -> line.equals(
                        "PATCH /apis/apps/v1/namespaces/a/statefulsets/pulse" + "?fieldManager=tireless&force=false"));
    }

    @Test
    void aConnectionThatBreaksIsNoAnswer() {
        answers.add(new Answer(0, ""));

        assertThat(refusal(server.apply(wanted(), false)).cause()).isEqualTo(Refusal.Cause.UNREACHABLE);
    }

    @Test
    void whatIsDeletedIsTheOneThatIsMeant() {
        answers.add(new Answer(404, """
                {"kind": "Status", "message": "not found", "code": 404, "details": {"name": "pulse", "kind": "statefulsets"}}
                """));

        assertThat(server.delete(wanted().ref(), "uid-of-object")).isEqualTo(new Outcome.Absent());
        assertThat(asked).containsExactly("DELETE /apis/apps/v1/namespaces/a/statefulsets/pulse");
    }

    @Test
    void aKindThatIsNotKnownIsAskedForOnce() {
        ObjectRef ref = new ObjectRef("example.com/v1", "Train", "a", "pulse");
        String known = """
                {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "example.com/v1", "resources":
                 [{"name": "trains", "kind": "Train", "namespaced": true, "singularName": "train", "verbs": ["get"]}]}
                """;
        String train = """
                {"apiVersion": "example.com/v1", "kind": "Train", "metadata": {"name": "pulse", "namespace": "a"}}
                """;
        answers.addAll(List.of(new Answer(200, known), new Answer(200, train), new Answer(200, train)));

        assertThat(server.get(ref)).isInstanceOf(Outcome.Done.class);
        assertThat(server.get(ref)).isInstanceOf(Outcome.Done.class);
        assertThat(asked)
                .containsExactly(
                        "GET /apis/example.com/v1",
                        "GET /apis/example.com/v1/namespaces/a/trains/pulse",
                        "GET /apis/example.com/v1/namespaces/a/trains/pulse");
    }
}
