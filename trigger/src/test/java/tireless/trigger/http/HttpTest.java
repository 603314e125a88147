package tireless.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.rig.Triggers;

/** How servers are asked over HTTP, by what they see. */
class HttpTest {
    private final Triggers triggers = new Triggers();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private volatile String answer = "{\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"7\"]}}";
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        triggers.close();
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Map<String, String> query(String... more) {
        Map<String, String> metadata =
                new HashMap<>(Map.of("serverAddress", url(), "query", "a{b=\"c d\"}", "threshold", "1"));
        for (int i = 0; i < more.length; i += 2) {
            metadata.put(more[i], more[i + 1]);
        }
        return metadata;
    }

    @Test
    void parametersAndHeadersAreSentAlong() throws InterruptedException {
        triggers.read(
                "prometheus",
                query("namespace", "n", "queryParameters", "k=v, x=1", "customHeaders", "X-Scope-OrgID=team"));

        assertThat(seen).containsExactly("/api/v1/query?query=a%7Bb%3D%22c+d%22%7D&namespace=n&k=v&x=1 null team");
    }

    @Test
    void whoAsksIsSaidByATokenOrAnAccount() throws InterruptedException {
        triggers.read("prometheus", query("authModes", "bearer"), Map.of("bearerToken", "t0ken"));
        triggers.read("prometheus", query("authModes", "basic"), Map.of("username", "u", "password", "p"));

        assertThat(seen).element(0).asString().contains("Bearer t0ken");
        assertThat(seen).element(1).asString().contains("Basic dTpw");
    }

    @Test
    void aRefusalIsToldWithoutTheSecret() throws InterruptedException {
        status.set(401);
        answer = "who is t0ken-of-mine?";

        assertThat(triggers.failure("prometheus", query("authModes", "bearer"), Map.of("token", "t0ken-of-mine")))
                .isEqualTo("query `a{b=\"c d\"}` of Prometheus at " + url()
                        + ": it answered 401, it does not know who asks: who is ****?");
    }

    private Map<String, String> api(String url) {
        return Map.of("url", url, "valueLocation", "a", "targetValue", "1");
    }

    private Map<String, String> api(String url, String mode) {
        Map<String, String> metadata = new HashMap<>(api(url));
        metadata.put("authModes", mode);
        return metadata;
    }

    @Test
    void aServerThatRepeatsWhoAskedShowsNobodyThePassword() throws InterruptedException {
        status.set(500);
        answer = "{\"headers\": {\"Authorization\": \"Basic dXNlcjpzM2NyZXQ/cHc+\", \"user\": \"user:s3cret?pw>\"}}";
        Map<String, String> account = Map.of("username", "user", "password", "s3cret?pw>");

        assertThat(triggers.failure("metrics-api", api(url(), "basic"), account))
                .contains("it answered 500: {\"headers\": {\"Authorization\": \"****\"")
                .doesNotContain("dXNlcj", "s3cret");
        answer = "you sent Basic\tdXNlcjpzM2NyZXQ\\/cHc+";
        assertThat(triggers.failure("metrics-api", api(url(), "basic"), account))
                .contains("you sent")
                .doesNotContain("dXNlcj");
        answer = "no queue for ?pw=s3cret%3Fpw%3E and s3cret?pw&gt;";
        assertThat(triggers.failure("prometheus", query("authModes", "basic"), account))
                .endsWith("no queue for ?pw=**** and ****");
        answer = "Basic dXNlcjpzM2NyZXQ/cHc+ is wrong";
        assertThat(triggers.failure(
                        "rabbitmq",
                        Map.of("host", "http://user:s3cret%3Fpw%3E@" + url().substring(7) + "/", "queueName", "q")))
                .endsWith("it answered 500: **** is wrong");
    }

    @Test
    void aTokenThatIsLongIsHiddenBeforeTheTextIsCut() throws InterruptedException {
        String token = "t0ken" + "0123456789abcdef".repeat(30);
        status.set(500);
        answer = "x".repeat(60) + " Bearer " + token + " is not mine";

        assertThat(triggers.failure("metrics-api", api(url(), "bearer"), Map.of("token", token)))
                .endsWith("x **** is not mine");
        status.set(200);
        answer = "{\"a\": \"" + token + "\"}";
        assertThat(triggers.failure("metrics-api", api(url(), "bearer"), Map.of("token", token)))
                .endsWith("is no number: `****`");
    }

    @Test
    void whatASecretParameterOfTheAddressSaysIsNotRepeated() throws InterruptedException {
        status.set(500);
        answer = "GET /?token=s3cret%2Fone&api_key=s3cret-two&queue=mail (s3cret/one)";

        assertThat(triggers.failure("metrics-api", api(url() + "/?token=s3cret%2Fone&api_key=s3cret-two&queue=mail")))
                .endsWith("GET /?token=****&api_key=****&queue=mail (****)");
        answer = "apikey is s3cret-three, header is s3cret-four";
        assertThat(triggers.failure(
                        "prometheus",
                        query("queryParameters", "apikey=s3cret-three", "customHeaders", "X-Who=s3cret-four")))
                .endsWith("apikey is ****, header is ****");
        answer = "?key=s3cret%2Bfive";
        assertThat(triggers.failure(
                        "prometheus",
                        query("authModes", "apiKey", "method", "query", "keyParamName", "key"),
                        Map.of("apiKey", "s3cret+five")))
                .endsWith("?key=****");
    }

    @Test
    void nonsenseIsNoValue() throws InterruptedException {
        answer = "<html>";
        assertThat(triggers.failure("prometheus", query())).contains("its answer is no JSON");
        answer = "{}";
        assertThat(triggers.failure("prometheus", query())).endsWith("its answer is not that of Prometheus");
        answer = "";
        assertThat(triggers.failure("prometheus", query())).endsWith("its answer is empty");
        answer = "[".repeat(500);
        assertThat(triggers.failure("prometheus", query())).endsWith("its answer is nested too deeply");
        answer = "[" + "{},".repeat(60_000) + "{}]";
        assertThat(triggers.failure("prometheus", query())).endsWith("its answer has more than 50,000 values");
        answer = "\"" + "x".repeat(9 << 20) + "\"";
        assertThat(triggers.failure("prometheus", query())).endsWith("its answer is longer than 1 MiB");
    }

    @Test
    void anAnswerServesAllWhoAskTheSameAndSayThatItMay() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            try (var trigger = triggers.open(Triggers.cached("prometheus", query()), Map.of())) {
                assertThat(trigger.read()).isEqualTo(new Reading.Measured(7, 1, true));
            }
        }
        assertThat(seen).hasSize(5);
        seen.clear();

        try (var first = triggers.open(Triggers.cached("prometheus", query()), Map.of());
                var second = triggers.open(Triggers.cached("prometheus", query()), Map.of());
                var other = triggers.open(Triggers.cached("prometheus", query("namespace", "n")), Map.of());
                var own = triggers.open(Triggers.written("prometheus", query()), Map.of())) {
            first.read();
            second.read();
            assertThat(seen).hasSize(1);
            other.read();
            own.read();
            assertThat(seen).hasSize(3);
        }
    }
}
