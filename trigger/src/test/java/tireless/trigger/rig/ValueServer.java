package tireless.trigger.rig;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** What KEDA's own tests are scaled by: it answers with the number that it was told last. */
public final class ValueServer implements AutoCloseable {
    private final int port = ServerProcess.freePort();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile double value;
    private HttpServer server;

    public ValueServer() {
        server = started();
    }

    private HttpServer started() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            started.createContext("/api/value", exchange -> {
                asked.incrementAndGet();
                byte[] answer = ("{\"value\": " + value + "}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port + "/api/value";
    }

    /** What it answers with from now on. */
    public void tell(double next) {
        value = next;
    }

    /** How often it was asked. */
    public int asked() {
        return asked.get();
    }

    /** Nobody listens from now on. */
    public void stop() {
        server.stop(0);
    }

    /** It listens again, where it did. */
    public void start() {
        server = started();
    }

    @Override
    public void close() {
        stop();
    }
}
