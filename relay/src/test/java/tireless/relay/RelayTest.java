package tireless.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.linux.BootClock;
import tireless.linux.Datagram;
import tireless.linux.SystemCallException;
import tireless.model.SignalSources;
import tireless.model.TirelessException;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;
import tireless.throughput.relay.RelaySettings;

/** What a relay hears is in its lines; on real sockets. */
class RelayTest {
    private static final Duration BEAT = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    private Path socket;
    private final LinkedBlockingQueue<String> printed = new LinkedBlockingQueue<>();
    private Optional<Relay> relay = Optional.empty();
    private Optional<Thread> printing = Optional.empty();

    @BeforeEach
    void place() {
        socket = folder.resolve("notify");
    }

    private void open(OptionalInt otlp, Optional<SignalSources.Scrape> page, OptionalInt bento) {
        RelaySettings settings = new RelaySettings(socket, otlp, page, bento, SignalSources.Names.DEFAULT);
        Relay opened = new Relay(settings, new BootClock());
        relay = Optional.of(opened);
        printing = Optional.of(Thread.ofPlatform().start(() -> {
            try {
                opened.print(lines(), BEAT);
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }));
    }

    private void open() {
        open(OptionalInt.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Each write is one line, whole. */
    private OutputStream lines() {
        return new OutputStream() {
            @Override
            public void write(int part) {
                throw new AssertionError("a line comes in one piece");
            }

            @Override
            public void write(byte[] bytes, int begin, int length) {
                printed.add(new String(bytes, begin, length, StandardCharsets.UTF_8));
            }
        };
    }

    @AfterEach
    void end() throws InterruptedException {
        relay.ifPresent(Relay::close);
        if (printing.isPresent()) {
            printing.get().join();
        }
    }

    private RelayLine line() throws InterruptedException {
        String text = printed.poll(30, TimeUnit.SECONDS);
        assertThat(text).isNotNull().endsWith("\n");
        return RelayLine.parse(text.strip()).orElseThrow();
    }

    private Notification until(Predicate<Notification> fits) throws InterruptedException {
        while (true) {
            Optional<Notification> said = line().reports().stream()
                    .map(RelayLine.Report::said)
                    .filter(fits)
                    .findFirst();
            if (said.isPresent()) {
                return said.get();
            }
        }
    }

    private String untilWarned() throws InterruptedException {
        RelayLine line = line();
        while (line.warning().isEmpty()) {
            line = line();
        }
        return line.warning().get().text();
    }

    private void report(String text) throws IOException {
        Datagram.send(socket.toString(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** False where the socket is full: a sender never waits. */
    private boolean isReported(String text) throws IOException {
        try {
            report(text);
            return true;
        } catch (SystemCallException full) {
            assertThat(full).hasMessageContaining("temporarily unavailable");
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static SignalSources.Scrape page(int port) {
        return new SignalSources.Scrape(OptionalInt.of(port), "/metrics", Duration.ofMillis(20));
    }

    @Test
    void reportsAreHeardAndAnybodyInThePodMayReport() throws IOException, InterruptedException {
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw-rw-");
        report("READY=1\nX_PROCESSED=3\nSTATUS=three done");
        Notification said = until(Notification::ready);
        assertThat(said.processed()).hasValue(3);
        assertThat(said.status()).contains("three done");
    }

    @Test
    void aNewRelayTakesThePlaceOfOneThatWasKilled() throws IOException, InterruptedException {
        Files.createFile(socket);
        open();
        report("X_PROCESSED=1");
        assertThat(until(said -> said.processed().isPresent()).processed()).hasValue(1);
    }

    @Test
    void theLastLineHasWhatWasSaidLast() throws IOException, InterruptedException {
        open();
        line();
        report("STATUS=good bye");
        assertThat(relay.orElseThrow().stop(Duration.ofSeconds(30))).isTrue();
        printing.orElseThrow().join();
        String last = "";
        for (String text = printed.poll(); text != null; text = printed.poll()) {
            last = text;
        }
        assertThat(last).endsWith(" .\n");
        assertThat(RelayLine.parse(last.strip())
                        .orElseThrow()
                        .reports()
                        .getFirst()
                        .said()
                        .status())
                .contains("good bye");
        assertThat(relay.orElseThrow().stop(Duration.ZERO)).isFalse();
    }

    @Test
    void aFloodOfGarbageIsSurvived() throws IOException, InterruptedException {
        open();
        for (int at = 0; at < 20_000; at++) {
            isReported("\u0000\uffffX_PROCESSED=" + "9".repeat(at % 2_000));
        }
        while (!isReported("X_PROCESSED=7")) {
            Thread.onSpinWait();
        }
        assertThat(until(said -> said.processed().orElse(0) == 7).ready()).isFalse();
    }

    @Test
    void aPageIsReadWhoeverShowsIt() throws IOException, InterruptedException {
        HttpServer server = show("tireless_processed_total 5\noutput_sent 6\n");
        try {
            open(OptionalInt.empty(), Optional.of(page(server.getAddress().getPort())), OptionalInt.empty());
            Notification said = until(heard -> heard.processed().isPresent());
            assertThat(said.processed()).hasValue(5);
            assertThat(said.origin()).isEqualTo(Notification.Origin.LOOKED_FOR);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatBentoShowsIsRead() throws IOException, InterruptedException {
        HttpServer server = show("output_sent 6\n");
        try {
            open(
                    OptionalInt.empty(),
                    Optional.empty(),
                    OptionalInt.of(server.getAddress().getPort()));
            assertThat(until(heard -> heard.processed().isPresent()).processed())
                    .hasValue(6);
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer show(String text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** It takes connections, and never answers. */
    @Test
    void aPageThatHangsHoldsUpNothing() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            open(OptionalInt.empty(), Optional.of(page(silent.getLocalPort())), OptionalInt.empty());
            try (Socket asked = silent.accept()) {
                assertThat(asked.isConnected()).isTrue();
                report("X_PROCESSED=1");
                assertThat(until(said -> said.processed().isPresent()).processed())
                        .hasValue(1);
                assertThat(relay.orElseThrow().stop(Duration.ofSeconds(1))).isTrue();
                printing.orElseThrow().join(Duration.ofSeconds(1));
                assertThat(printing.orElseThrow().isAlive()).isFalse();
            }
        }
    }

    @Test
    void exportsAreTakenInAndGarbageIsRefused() throws IOException, InterruptedException {
        int port = freePort();
        open(OptionalInt.of(port), Optional.empty(), OptionalInt.empty());
        assertThat(post(port, "/v1/metrics", new byte[] {-1, -1, -1})).isEqualTo(400);
        assertThat(post(port, "/somewhere/v1/metrics", new byte[0])).isEqualTo(404);
        assertThat(post(port, "/v1/traces", new byte[0])).isEqualTo(404);
        assertThat(post(port, "/v1/metrics", Exports.ofCount("tireless.processed", 42)))
                .isEqualTo(200);
        Notification said = until(heard -> heard.processed().isPresent());
        assertThat(said.processed()).hasValue(42);
        assertThat(said.origin().regular()).isTrue();
    }

    private static int post(int port, String path, byte[] body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                                    .header("Content-Type", "application/x-protobuf")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    @Test
    void whereThePortIsTakenThatIsSaidAndTheRestIsHeard() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            open(OptionalInt.of(taken.getLocalPort()), Optional.empty(), OptionalInt.empty());
            assertThat(untilWarned()).contains("the port " + taken.getLocalPort() + " is taken");
            report("X_PROCESSED=1");
            assertThat(until(said -> said.processed().isPresent()).processed()).hasValue(1);
        }
    }

    @Test
    void whereThereCanBeNoSocketThatIsSaid() {
        socket = folder.resolve("nowhere").resolve("notify");
        assertThatThrownBy(this::open)
                .isInstanceOf(TirelessException.class)
                .hasMessageContaining("can not make the socket " + socket);
    }
}
