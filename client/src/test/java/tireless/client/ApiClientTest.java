package tireless.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.ApplyRequest;
import tireless.api.Page;
import tireless.api.PlanReply;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.model.TirelessException;
import tireless.model.TirelessException.Code;
import tireless.testing.server.ScriptedServer;

/** A client and a server that answers, refuses, breaks off, is silent or is not there. */
@Timeout(60)
class ApiClientTest {
    private static final String RESOURCES = "GET " + Api.BASE + "/resources";
    private static final String PULSE = "GET " + Api.BASE + "/resources/worker/public/pulse";
    private static final String APPLY = "POST " + Api.BASE + "/apply";
    private static final ApplyRequest NOTHING =
            new ApplyRequest(List.of(), new TreeMap<>(), Optional.empty(), false, true, false, "metis", Map.of());

    @TempDir
    Path home;

    private ScriptedServer server;
    private ApiClient client;

    @BeforeEach
    void start() {
        server = new ScriptedServer(home.resolve(ServerAddress.SOCKET));
        client = new ApiClient(ServerAddress.of(home), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void failsWith(Code code, Runnable call, String... parts) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        TirelessException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    @Test
    void aResourceIsReadFromAReplyOfKnownLength() {
        server.on(
                PULSE, (_, answering) -> answering.reply(Views.resource("pulse").form()));

        assertThat(client.resource(Views.PULSE)).isEqualTo(Views.resource("pulse"));
        assertThat(server.asked().getFirst().headers()).containsEntry("tireless-api-version", "1");
    }

    @Test
    void aReplyInChunksIsTheSame() {
        String text = Views.resource("grün-⚙").form().write();
        server.on(PULSE, (_, answering) -> {
            answering.begin("application/json");
            for (int at = 0; at < text.length(); at += 7) {
                answering.chunk(text.substring(at, Math.min(text.length(), at + 7)));
            }
            answering.end();
        });

        assertThat(client.resource(Views.PULSE)).isEqualTo(Views.resource("grün-⚙"));
    }

    @Test
    void allPagesOfAListAreRead() {
        server.on(RESOURCES, (asked, answering) -> {
            boolean first = !asked.query().containsKey("after");
            Page<ResourceView> page = first
                    ? new Page<>(List.of(Views.resource("one")), Optional.of("a&b"))
                    : new Page<>(List.of(Views.resource(asked.query().get("after"))), Optional.empty());
            answering.reply(page.form(ResourceView::form));
        });

        assertThat(client.resources(Filter.of(Views.PULSE)))
                .extracting(view -> view.resource().name())
                .containsExactly("one", "a&b");
        assertThat(server.asked().getLast().query()).containsEntry("name", "pulse");
    }

    @Test
    void namesAreEncodedInThePath() {
        failsWith(
                Code.NOT_FOUND,
                () -> client.resource(new ResourceRef("worker", "public", "../a b")),
                "there is no /api/v1/resources/worker/public/..%2Fa%20b");
    }

    @Test
    void aRefusalHasTheCodeAndTheSentenceOfTheServer() {
        server.on(
                PULSE,
                (_, answering) -> answering.reply(
                        400, "{\"code\":\"USAGE\",\"retryable\":false,\"message\":\"no such replica\"}"));

        failsWith(Code.USAGE, () -> client.resource(Views.PULSE), "no such replica");
    }

    @Test
    void aRefusalWithoutAReasonIsSaidToBeOne() {
        server.on(PULSE, (_, answering) -> answering.reply(500, "<html>oops</html>"));

        failsWith(Code.FAILED, () -> client.resource(Views.PULSE), "status 500");
    }

    @Test
    void problemsOfManifestsAreAnAnswer() {
        PlanReply refused = new PlanReply(false, List.of(), List.of());
        server.on(APPLY, (_, answering) -> answering.reply(422, refused.form().write()));

        assertThat(client.apply(NOTHING)).isEqualTo(new ApplyResult.Answered(refused));
    }

    @Test
    void anotherStateThanTheUserSawIsAnAnswer() {
        server.on(
                APPLY,
                (_, answering) -> answering.reply(
                        409, "{\"code\":\"FAILED\",\"retryable\":true,\"message\":\"worker public/pulse changed\"}"));

        assertThat(client.apply(NOTHING)).isEqualTo(new ApplyResult.Stale("worker public/pulse changed"));
    }

    @Test
    void aLostReplyLeavesNobodyInDoubtWhatToDo() {
        server.on(APPLY, (_, answering) -> answering.raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"applied"));

        failsWith(
                Code.UNREACHABLE,
                () -> client.apply(NOTHING),
                "whether the manifests were applied is not known",
                "to apply them again is safe");
    }

    @Test
    void aServerThatClosesBeforeItsReplyIsUnreachable() {
        server.on(PULSE, (_, _) -> {});

        failsWith(Code.UNREACHABLE, () -> client.resource(Views.PULSE), "broke before its reply was complete");
    }

    @Test
    void aReplyInChunksThatBreaksOffIsNotTakenForAWholeOne() {
        server.on(PULSE, (_, answering) -> {
            answering.begin("application/json");
            answering.chunk(Views.resource("pulse").form().write());
        });

        failsWith(Code.UNREACHABLE, () -> client.resource(Views.PULSE), "broke before its reply was complete");
    }

    @Test
    void aSilentServerIsNotWaitedForForever() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        server.on(PULSE, (_, _) -> asked.await());
        ApiClient impatient = new ApiClient(ServerAddress.of(home), Duration.ofSeconds(1));

        failsWith(Code.UNREACHABLE, () -> impatient.resource(Views.PULSE), "silent for 1 s");
        asked.countDown();
    }

    @Test
    void aServerOfAnotherVersionIsToBeRestarted() {
        server.on(
                PULSE,
                (_, answering) ->
                        answering.raw("HTTP/1.1 200 OK\r\nTireless-Api-Version: 7\r\nContent-Length: 2\r\n\r\n{}"));

        failsWith(Code.FAILED, () -> client.resource(Views.PULSE), "version 7", "tireless server start");
    }

    @Test
    void aServerOfAnotherVersionTellsOfItselfAndIsStopped() {
        String view =
                "{\"version\":\"9.0\",\"api\":2,\"pid\":17,\"home\":\"/h\",\"startedAt\":\"2026-01-02T03:04:05Z\","
                        + "\"keptBy\":\"nothing\",\"resources\":1,\"running\":2,\"later\":true}";
        String reply = "HTTP/1.1 200 OK\r\nTireless-Api-Version: 2\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(view.length(), view);
        server.on("GET " + Api.BASE + "/server", (_, answering) -> answering.raw(reply));
        server.on("POST " + Api.BASE + "/server/stop", (_, answering) -> answering.raw(reply));

        assertThat(client.server().version()).isEqualTo("9.0");
        client.stopServer(true);
        assertThat(server.asked().getLast().body()).isEqualTo("{\"workers\":true}");
    }

    @Test
    void whatSpeaksNoHttpIsNoServer() {
        server.on(PULSE, (_, answering) -> answering.raw("SSH-2.0-OpenSSH_9.6\r\n"));

        failsWith(Code.UNREACHABLE, () -> client.resource(Views.PULSE), "is no server of Tireless", "tireless doctor");
    }

    @Test
    void aReplyThatIsNotUnderstoodIsNoSuccess() {
        server.on(PULSE, (_, answering) -> answering.reply(200, "{}"));

        failsWith(Code.FAILED, () -> client.resource(Views.PULSE), "not understood", "`type`");
    }

    @Test
    void withoutAServerOneIsToBeStarted(@TempDir Path empty) {
        failsWith(
                Code.UNREACHABLE,
                () -> ApiClient.of(empty).server(),
                "no server runs on the home " + empty,
                "tireless server start");
    }

    @Test
    void aSocketThatNobodyListensOnIsADeadServer() {
        server.die();

        failsWith(Code.UNREACHABLE, client::server, "left its socket", "tireless server start");
    }

    @Test
    void aServerThatIsBroughtBackIsWaitedFor() {
        server.on(
                PULSE, (_, answering) -> answering.reply(Views.resource("pulse").form()));
        server.die();
        Thread.ofVirtual().start(server::comeBack);

        assertThat(client.resource(Views.PULSE).resource()).isEqualTo(Views.PULSE);
    }

    @Test
    void aServerThatIsComingIsWaitedForAlsoWhereItHasNoSocketYet() throws IOException {
        server.on(
                PULSE, (_, answering) -> answering.reply(Views.resource("pulse").form()));
        server.die();
        Files.delete(home.resolve(ServerAddress.SOCKET));
        AtomicInteger asked = new AtomicInteger();
        ApiClient waiting = new ApiClient(ServerAddress.of(home), Duration.ofSeconds(20), () -> {
            // Later than a server is waited for of which nothing is known.
            if (asked.incrementAndGet() == 30) {
                server.comeBack();
            }
            return Optional.of("it is starting");
        });

        assertThat(waiting.resource(Views.PULSE).resource()).isEqualTo(Views.PULSE);
    }

    @Test
    void aServerThatIsComingForTooLongIsSpokenOf() {
        server.die();
        ApiClient waiting =
                new ApiClient(ServerAddress.of(home), Duration.ofSeconds(20), () -> Optional.of("it is starting"));

        failsWith(Code.UNREACHABLE, waiting::server, "it is starting");
    }

    @Test
    void aHomeWithALongPathSaysWhereItsSocketIs(@TempDir Path other) throws IOException {
        Path deep = Files.createDirectories(other.resolve("d".repeat(120)));
        Files.writeString(deep.resolve(ServerAddress.POINTER), home.resolve(ServerAddress.SOCKET) + "\n");
        server.on(
                PULSE, (_, answering) -> answering.reply(Views.resource("pulse").form()));

        assertThat(ApiClient.of(deep).resource(Views.PULSE).revision()).isEqualTo(1);
    }

    @Test
    void aBodyThatTheServerDoesNotWantIsRefusedWithItsReason(@TempDir Path other) throws IOException {
        Path socket = other.resolve(ServerAddress.SOCKET);
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(socket));
            Thread.ofVirtual().start(() -> {
                try (var connection = listening.accept()) {
                    String reason = "{\"code\":\"USAGE\",\"retryable\":false,\"message\":\"too large\"}";
                    connection.write(java.nio.ByteBuffer.wrap(
                            ("HTTP/1.1 413 Too Large\r\nContent-Length: " + reason.length() + "\r\n\r\n" + reason)
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            TreeMap<String, String> large = new TreeMap<>(Map.of("LARGE", "x".repeat(4 << 20)));
            ApplyRequest request =
                    new ApplyRequest(List.of(), large, Optional.empty(), false, true, false, "metis", Map.of());

            failsWith(Code.USAGE, () -> ApiClient.of(other).apply(request), "too large");
        }
    }

    @Test
    void whatActsSendsItsArguments() {
        String scale = "POST " + Api.path(Views.PULSE) + "/scale";
        server.on(
                scale, (_, answering) -> answering.reply(Views.resource("pulse").form()));
        client.scale(Views.PULSE, 3);
        assertThat(server.asked(scale).getFirst().form().integer("replicas")).isEqualTo(3);

        String diff = "GET " + Api.path(Views.PULSE) + "/diff";
        server.on(diff, (_, answering) -> answering.reply(200, "{\"items\":[{\"path\":\"replicas\",\"to\":\"3\"}]}"));
        assertThat(client.diff(Views.PULSE, OptionalInt.of(1), OptionalInt.empty()))
                .singleElement()
                .satisfies(field -> assertThat(field.to()).contains("3"));
        assertThat(server.asked(diff).getFirst().query()).isEqualTo(Map.of("from", "1"));
    }
}
