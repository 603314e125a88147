package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.ErrorReply;
import tireless.api.StopRequest;
import tireless.json.Form;
import tireless.model.TirelessException.Code;

/** What clients may do to a server, by mistake or on purpose. */
@Timeout(120)
class FaultsTest {
    private static final String APPLY = Api.BASE + "/apply";

    @TempDir
    private Path folder;

    private Plane plane;

    @BeforeEach
    void open() {
        plane = Plane.open(
                folder.resolve("home"),
                settings -> new ServerSettings(
                        settings.socket(), settings.tcp(), Duration.ofMillis(500), settings.heartbeat()));
    }

    @AfterEach
    void close() {
        assertThat(plane.get("/healthz").status()).isEqualTo(200);
        assertThat(plane.log).isEmpty();
        plane.close();
    }

    private static ErrorReply refused(int status, Wire.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.headers()).containsEntry("tireless-api-version", "1");
        return ErrorReply.read(Form.read(reply.body()));
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItComes() {
        try (Wire wire = plane.connect()) {
            wire.send("POST " + APPLY + " HTTP/1.1\r\nHost: t\r\nContent-Length: 104857600\r\n\r\n");

            assertThat(refused(413, wire.reply()).message()).isEqualTo("a request may have at most 32 MiB");
        }
        try (Wire wire = plane.connect()) {
            wire.send("POST " + APPLY + " HTTP/1.1\r\nHost: t\r\nContent-Length: " + "9".repeat(30) + "\r\n\r\n");

            assertThat(wire.reply().status()).isIn(400, 413);
        }
    }

    @Test
    void aBodyThatGrowsTooLargeIsRefusedWhileItComes() {
        byte[] piece = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (Wire wire = plane.connect()) {
            wire.send("POST " + APPLY + " HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 33; i++) {
                wire.send(piece);
            }

            assertThat(refused(413, wire.reply()).code()).isEqualTo(Code.USAGE);
        }
    }

    @Test
    void whoSendsAHundredMegabytesAllTheSameStillReadsWhy() {
        byte[] piece = new byte[1 << 20];
        long before = used();
        try (Wire wire = plane.connect()) {
            wire.send("POST " + APPLY + " HTTP/1.1\r\nHost: t\r\nContent-Length: " + (100 << 20) + "\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                wire.send(piece);
            }

            assertThat(refused(413, wire.reply()).code()).isEqualTo(Code.USAGE);
            assertThat(wire.exchange("GET", "/healthz", "").status()).isEqualTo(200);
        }
        assertThat(used() - before).isLessThan(24 << 20);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void whatIsNoJsonOfTheRightKindIsRefused() {
        List<String> bodies = List.of(
                "{",
                "[]",
                "null",
                "{\"sources\": 1}",
                "{\"sources\": [{\"name\": 1}]}",
                "[".repeat(100_000),
                "{\"a\":".repeat(10_000),
                "{\"sources\": [], \"seen\": {\"x\": 1}}",
                "{\"sources\": [], \"seen\": {\"worker/-/x\": 1}}",
                "{\"sources\": [{\"name\": \"a\", \"folder\": \"b\", \"text\": \"\"}]}",
                "{\"sources\": [{\"name\": \"a\", \"folder\": \"/\\u0000\", \"text\": \"\"}]}",
                "{\"x\": 1e999999999}",
                "{\"n\": " + "9".repeat(1_000_000) + "}");
        for (String body : bodies) {
            Wire.Reply reply = plane.post(APPLY, body);
            String shown = body.substring(0, Math.min(body.length(), 60));
            assertThat(reply.status()).as("%s: %s", shown, reply.body()).isEqualTo(400);
            assertThat(ErrorReply.read(Form.read(reply.body())).code()).isEqualTo(Code.USAGE);
        }
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        try (Wire wire = plane.connect()) {
            wire.send("POST " + APPLY + " HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n");
            wire.send(new byte[] {'{', (byte) 0xff});

            assertThat(refused(400, wire.reply()).message()).isEqualTo("the body is not UTF-8");
        }
    }

    @Test
    void aManifestOfManyMegabytesIsReadOrRefused() {
        String large = "x: " + "y".repeat(5 << 20);
        assertThat(plane.apply(large).status()).isEqualTo(422);
        assertThat(plane.apply("[".repeat(1 << 20)).status()).isEqualTo(422);
    }

    @Test
    void pathsAndMethodsThatAreNotThereAreRefused() {
        assertThat(refused(404, plane.get("/nowhere")).code()).isEqualTo(Code.NOT_FOUND);
        assertThat(refused(404, plane.get("/api/v2/server")).message()).contains("/api/v2/server");
        assertThat(refused(404, plane.get("/api/v1/resources/worker/public")).code())
                .isEqualTo(Code.NOT_FOUND);
        for (String method : List.of("PUT", "PATCH", "DELETE", "OPTIONS", "BREW")) {
            assertThat(refused(405, plane.ask(method, Api.BASE + "/server", "")).message())
                    .contains(method);
        }
        assertThat(refused(404, plane.get(Plane.PULSE)).message()).isEqualTo("there is no worker public/pulse");
        assertThat(refused(404, plane.get(Plane.PULSE + "%2F..%2Fx%00")).code()).isEqualTo(Code.NOT_FOUND);
    }

    @Test
    void parametersThatAreNotAsTheyMustBeAreRefusedWithWhatIsAllowed() {
        assertThat(refused(400, plane.get(Api.BASE + "/resources?limit=0")).message())
                .isEqualTo("`limit` must be a whole number from 1 to 1000, not `0`");
        assertThat(refused(400, plane.get(Api.BASE + "/events?before=x")).message())
                .isEqualTo("`before` must be the sequence of an event, not `x`");
        assertThat(refused(400, plane.get(Api.BASE + "/resources?nmae=x")).message())
                .isEqualTo(
                        "there is no parameter `nmae` here; there are `after`, `limit`, `name`, `owner`, `tag`, `type`,"
                                + " `workspace`");
        assertThat(refused(400, plane.get(Api.BASE + "/resources?type=wroker")).message())
                .startsWith("there is no type `wroker`; there are bundle, cluster");
        assertThat(refused(400, plane.get(Api.BASE + "/resources?after=%21")).message())
                .contains("`next`");
        assertThat(refused(400, plane.get(Api.BASE + "/resources?type=worker&type=service"))
                        .message())
                .isEqualTo("`type` is given 2 times");
        assertThat(refused(400, plane.get(Api.BASE + "/resources/worker/-/x")).message())
                .isEqualTo("a resource of type `worker` belongs to a workspace: `-` is none");
        assertThat(refused(400, plane.get(Api.BASE + "/resources/compute/public/x"))
                        .message())
                .contains("write `-`");
        assertThat(refused(400, plane.get(Plane.PULSE + "/logs?follow=maybe")).message())
                .isEqualTo("`follow` must be true or false, not `maybe`");
        assertThat(plane.get(Api.BASE + "/resources?name=%zz").status()).isEqualTo(400);
    }

    @Test
    void anotherVersionIsRefusedWithTheSideToUpgrade() {
        try (Wire wire = plane.connect()) {
            assertThat(refused(400, wire.exchange("GET", "/healthz", "", "Tireless-Api-Version: 2"))
                            .message())
                    .contains("this server is older");
            assertThat(refused(400, wire.exchange("GET", "/healthz", "", "Tireless-Api-Version: 0"))
                            .message())
                    .contains("the command is older");
            assertThat(wire.exchange("GET", "/healthz", "", "Tireless-Api-Version: 1")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aCommandOfAnotherVersionCanEndTheServer() throws InterruptedException {
        for (String version : List.of("0", "2", "x")) {
            try (Wire wire = plane.connect()) {
                String header = "Tireless-Api-Version: " + version;
                assertThat(wire.exchange("GET", Api.BASE + "/server", "", header)
                                .status())
                        .isEqualTo(200);
                assertThat(wire.exchange("POST", Api.BASE + "/server/stop", "{\"workers\": true}", header)
                                .status())
                        .isEqualTo(202);
                assertThat(plane.stops.poll(10, TimeUnit.SECONDS)).isEqualTo(new StopRequest(true));
                assertThat(wire.exchange("GET", Api.BASE + "/server/stop", "", header)
                                .status())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void requestsThatStopHalfWayAreCutOff() {
        List<String> halves = List.of(
                "",
                "GET /healthz HT",
                "GET /healthz HTTP/1.1\r\nHost: t\r\n",
                "POST " + APPLY + " HTTP/1.1\r\nHost: t\r\nContent-Length: 10\r\n\r\n{\"a\"");
        for (String half : halves) {
            try (Wire wire = plane.connect()) {
                wire.send(half);
                assertThat(wire.isAtEnd()).as(half).isTrue();
            }
        }
    }

    @Test
    void aConnectionThatAnswersWaitsForTheNextRequestAndThenEnds() {
        try (Wire wire = plane.connect()) {
            assertThat(wire.exchange("GET", "/healthz", "").status()).isEqualTo(200);
            assertThat(wire.exchange("GET", "/healthz", "").status()).isEqualTo(200);
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void whatIsNoHttpIsRefused() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(1, 4000)];
            random.nextBytes(bytes);
            try (Wire wire = plane.connect()) {
                wire.send(bytes);
                wire.send("\r\n\r\n");
            } catch (java.io.UncheckedIOException cutOff) {
                // That is one way to refuse.
                assertThat(cutOff).hasMessageContaining("pipe");
            }
        }
        try (Wire wire = plane.connect()) {
            wire.send("NONSENSE\r\n\r\n");
            assertThat(refused(400, wire.reply()).message()).contains("no HTTP request");
        }
        try (Wire wire = plane.connect()) {
            wire.send("GET /healthz HTTP/1.1\r\nHost: t\r\nLong: " + "x".repeat(100_000) + "\r\n\r\n");
            assertThat(wire.reply().status()).isIn(400, 431);
        }
    }

    @Test
    void requestsThatComeAtOnceAreAnsweredInTheirOrder() {
        try (Wire wire = plane.connect()) {
            wire.send(Wire.request("GET", Api.BASE + "/server", "")
                    + Wire.request("GET", "/nowhere", "")
                    + Wire.request("POST", APPLY, "{")
                    + Wire.request("GET", "/healthz", ""));

            assertThat(List.of(
                            wire.reply().status(),
                            wire.reply().status(),
                            wire.reply().status(),
                            wire.reply().status()))
                    .containsExactly(200, 404, 400, 200);
        }
    }

    @Test
    void clientsThatVanishOrDoNotReadHoldUpNobody() {
        List<Wire> slow = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Wire wire = plane.connect();
            wire.send(Wire.request("GET", "/openapi.json", "").repeat(20));
            slow.add(wire);
            try (Wire gone = plane.connect()) {
                gone.send(Wire.request("GET", "/openapi.json", ""));
            }
        }

        assertThat(plane.get("/openapi.json").status()).isEqualTo(200);
        slow.forEach(Wire::close);
    }

    @Test
    void aThousandIdleConnectionsHoldUpNobody() {
        List<Wire> idle = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            idle.add(plane.connect());
        }

        long begin = System.nanoTime();
        assertThat(plane.get("/healthz").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        idle.forEach(Wire::close);
    }

    @Test
    void manifestsAreReadOnAThreadOfTheirOwnSoThatNoWorkerWaitsForThem() {
        plane.apply(Plane.worker("slow", 1, "exec sleep 1000"));

        assertThat(plane.readers).containsExactly("intake");
    }
}
