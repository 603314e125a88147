package tireless.runtime.process.signal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tireless.linux.AtomicFile;
import tireless.model.AttemptId;
import tireless.model.SignalSources;
import tireless.model.SlotId;
import tireless.model.TimeSource;
import tireless.throughput.MalformedException;
import tireless.throughput.MetricReader;
import tireless.throughput.Notification;
import tireless.throughput.OtlpMetrics;

/**
 * Takes in OpenTelemetry metrics on loopback (OTLP over HTTP, in Protocol Buffers). Each attempt has an address of its own, with a secret in it, so
 * that whose numbers they are does not depend on what a program says of itself. Opened with the first attempt that needs it; its port
 * stays the same for who opens the home later, if it is free then.
 */
final class OtlpReceiver implements Closeable {
    private static final int MOST_BYTES = 4 << 20;
    private static final long MOST_LEFT = 64 << 20;
    /** Exporters give up an export earlier than that; what says that it is older has another clock. */
    private static final Duration LONGEST_KEPT = Duration.ofMinutes(5);

    private static final String METRICS = "/v1/metrics";
    private static final String PROTOBUF = "application/x-protobuf";

    private final Path portFile;
    private final TimeSource time;
    private final OtlpKey key;
    private final BiConsumer<SlotId, Notification> told;
    private final BiConsumer<AttemptId, String> warned;
    private final Map<String, Sender> senders = new ConcurrentHashMap<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("otlp-", 0).factory());
    private @Nullable HttpServer server;

    /** Who has an address. */
    private static final class Sender {
        private final AttemptId attempt;
        private final OtlpMetrics metrics;
        private final MetricReader reader;

        Sender(AttemptId attempt, SignalSources.Names names, Instant since) {
            this.attempt = attempt;
            this.metrics = new OtlpMetrics(since);
            this.reader = new MetricReader(names);
        }

        synchronized Notification take(byte[] bytes, Instant now) throws MalformedException {
            OtlpMetrics.Export export = metrics.accept(bytes);
            Duration age = export.at().map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
            boolean told = !age.isNegative() && age.compareTo(LONGEST_KEPT) <= 0;
            return Notification.of(
                    reader.read(export.sums()),
                    new Notification.Origin(told ? age : Duration.ZERO, export.older(), true));
        }
    }

    /**
     * @param folder of the home, in which the key and the port are kept
     * @param told of the numbers of a slot, on a thread of this receiver
     * @param warned of what hinders it, for people
     */
    OtlpReceiver(
            Path folder, TimeSource time, BiConsumer<SlotId, Notification> told, BiConsumer<AttemptId, String> warned) {
        this.time = time;
        this.portFile = folder.resolve("otlp.port");
        this.key = new OtlpKey(folder.resolve("otlp.key"));
        this.told = told;
        this.warned = warned;
    }

    /**
     * Takes in what an attempt sends from now on.
     *
     * @param lives whether it was given its address before
     * @return the address for {@code OTEL_EXPORTER_OTLP_ENDPOINT}
     */
    String begin(AttemptId attempt, SignalSources.Names names, boolean lives) throws IOException {
        String secret = key.secret(attempt);
        senders.values().removeIf(sender -> sender.attempt.slot().equals(attempt.slot()));
        senders.put(secret, new Sender(attempt, names, time.now().wall()));
        int port = open(attempt, lives);
        return "http://127.0.0.1:%d/%s".formatted(port, secret);
    }

    /** Takes in nothing more of the slot's attempts up to this one. */
    void end(AttemptId last) {
        senders.values()
                .removeIf(sender ->
                        sender.attempt.slot().equals(last.slot()) && sender.attempt.number() <= last.number());
    }

    private synchronized int open(AttemptId attempt, boolean lives) throws IOException {
        int before = keptPort();
        if (server == null) {
            server = bind(before);
            server.setExecutor(executor);
            server.createContext("/", this::answer);
            server.start();
            AtomicFile.write(portFile, server.getAddress().getPort() + "\n");
        }
        int port = server.getAddress().getPort();
        if (lives && before != 0 && port != before) {
            warned.accept(
                    attempt,
                    "its OpenTelemetry metrics are not heard: the port %d that it sends them to is taken; restart it, and it gets the port %d"
                            .formatted(before, port));
        }
        return port;
    }

    private static HttpServer bind(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            if (port == 0) {
                throw taken;
            }
            return bind(0);
        }
    }

    private int keptPort() throws IOException {
        try {
            return Integer.parseInt(Files.readString(portFile).strip());
        } catch (NoSuchFileException | NumberFormatException none) {
            return 0;
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = status(exchange);
            readOut(exchange.getRequestBody());
            if (status == 200) {
                exchange.getResponseHeaders().set("Content-Type", PROTOBUF);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Bytes that nobody read reset the connection, and the exporter sees no answer; more than {@link #MOST_LEFT} are not waited for. */
    private static void readOut(InputStream body) throws IOException {
        byte[] piece = new byte[1 << 16];
        long left = MOST_LEFT;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = body.read(piece);
            left -= read;
        }
    }

    private int status(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Sender sender = path.endsWith(METRICS) && path.length() > METRICS.length()
                ? senders.get(path.substring(1, path.length() - METRICS.length()))
                : null;
        if (sender == null) {
            return 404;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith(PROTOBUF)) {
            return 415;
        }
        byte[] export;
        try (InputStream in = body(exchange)) {
            export = in.readNBytes(MOST_BYTES + 1);
        } catch (java.util.zip.ZipException malformed) {
            return 400;
        }
        if (export.length > MOST_BYTES) {
            return 413;
        }
        try {
            Notification said = sender.take(export, time.now().wall());
            if (!said.numbers().equals(Notification.Numbers.NONE)) {
                told.accept(sender.attempt.slot(), said);
            }
            return 200;
        } catch (MalformedException malformed) {
            return 400;
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream body = new FilterInputStream(exchange.getRequestBody()) {
            @Override
            public void close() {
                // What is left of it is read before the answer.
            }
        };
        return zipped ? new GZIPInputStream(body) : body;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop(0);
        }
        executor.shutdown();
    }
}
