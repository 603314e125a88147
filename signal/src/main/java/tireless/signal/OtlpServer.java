package tireless.signal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import tireless.model.TimeSource;
import tireless.throughput.MalformedException;

/** Takes in OpenTelemetry metrics at a port of loopback (OTLP over HTTP, in Protocol Buffers). Safe for use by many threads. */
public final class OtlpServer implements Closeable {
    private static final int MOST_BYTES = 4 << 20;
    private static final long MOST_LEFT = 64 << 20;

    private static final String METRICS = "/v1/metrics";
    private static final String PROTOBUF = "application/x-protobuf";

    private final HttpServer server;
    private final TimeSource time;
    private final Function<String, Optional<OtlpSender>> senders;

    private OtlpServer(HttpServer server, TimeSource time, Function<String, Optional<OtlpSender>> senders) {
        this.server = server;
        this.time = time;
        this.senders = senders;
    }

    /**
     * Listens from now on.
     *
     * @param port 0 for any that is free
     * @param executor of the calls that take in one export each
     * @param time by which it is known how old is what is sent
     * @param senders by the path of the address that they send to, which is empty or begins with a slash
     * @throws IOException if the port can not be had
     */
    public static OtlpServer open(
            int port, Executor executor, TimeSource time, Function<String, Optional<OtlpSender>> senders)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        OtlpServer opened = new OtlpServer(server, time, senders);
        server.setExecutor(executor);
        server.createContext("/", opened::answer);
        server.start();
        return opened;
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
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
        Optional<OtlpSender> sender = path.endsWith(METRICS)
                ? senders.apply(path.substring(0, path.length() - METRICS.length()))
                : Optional.empty();
        if (sender.isEmpty()) {
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
        } catch (ZipException malformed) {
            return 400;
        }
        if (export.length > MOST_BYTES) {
            return 413;
        }
        try {
            sender.get().take(export, time.now().wall());
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

    /** Closes the port, and waits for no call. */
    @Override
    public void close() {
        server.stop(0);
    }
}
