package tireless.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tireless.json.Form;

/** A web server that is told. */
final class Hook implements AutoCloseable {
    /** What one request said. */
    record Call(Form body, String path, String authorization, String idempotency) {}

    /** An answer whose text does not end. */
    static final int ENDLESS = -1;

    private final HttpServer server;
    private final CountDownLatch end = new CountDownLatch(1);
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    /** What is answered to the next ones; 0 is nothing at all. When it is empty, 200. */
    final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();

    Hook() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Form body = Form.read(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        calls.add(new Call(
                body,
                exchange.getRequestURI().toString(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"))));
        Integer status = answers.poll();
        if (status != null && status == ENDLESS) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
        }
        if (status != null && status <= 0) {
            try {
                end.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
        }
        if (status == null || status != ENDLESS) {
            exchange.sendResponseHeaders(status == null || status == 0 ? 200 : status, -1);
        }
        exchange.close();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    Call next() throws InterruptedException {
        Call call = calls.poll(30, TimeUnit.SECONDS);
        if (call == null) {
            throw new UncheckedIOException(new IOException("nobody called within 30 s"));
        }
        return call;
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
    }
}
