package tireless.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tireless.model.TirelessException;
import tireless.server.http.Front;
import tireless.server.http.Refusals;
import tireless.server.http.SocketFile;
import tireless.server.http.Token;
import tireless.server.metrics.Metrics;

/**
 * The API of a control plane on a Unix socket, and on a TCP address where one is asked for. Requests are taken on one event loop, and
 * carried out on virtual threads.
 */
public final class ApiServer implements AutoCloseable {
    /** How long what is being answered may go on when the server closes. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private static final int MOST_REQUEST_LINE = 256 * 1024;

    private final Vertx vertx;
    private final ExecutorService threads;
    private final SocketFile socket;
    private final Front front;
    private final List<HttpServer> listeners;

    private ApiServer(
            Vertx vertx, ExecutorService threads, SocketFile socket, Front front, List<HttpServer> listeners) {
        this.vertx = vertx;
        this.threads = threads;
        this.socket = socket;
        this.front = front;
        this.listeners = listeners;
    }

    /**
     * Listens from when it returns.
     *
     * @throws TirelessException if an address can not be listened on
     */
    public static ApiServer start(Services services, ServerSettings settings) {
        SocketFile socket = SocketFile.prepare(settings.socket());
        Vertx vertx = Vertx.builder().with(vertxOptions()).build();
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("api-", 0).factory());
        try {
            Metrics metrics = new Metrics(
                    services.process().version(),
                    services.inventory(),
                    services.store().journal());
            Refusals refusals = new Refusals(services.process().log());
            Front front = new Front(
                    vertx,
                    Routes.of(services, settings, metrics),
                    threads,
                    refusals,
                    metrics.traffic(),
                    settings.patience(),
                    services.time());
            HttpServer local = vertx.createHttpServer(options());
            front.serve(local, Optional.empty());
            List<HttpServer> listeners = new ArrayList<>(List.of(local));
            settings.tcp().ifPresent(address -> listeners.add(listen(vertx, front, address)));
            SocketAddress bound =
                    SocketAddress.domainSocketAddress(socket.bound().toString());
            await(local.listen(bound), settings.socket().toString());
            socket.publish();
            return new ApiServer(vertx, threads, socket, front, listeners);
        } catch (RuntimeException failure) {
            vertx.close();
            threads.shutdown();
            throw failure;
        }
    }

    /** The TCP port that is listened on; empty where none is. */
    public OptionalInt port() {
        return listeners.size() > 1 ? OptionalInt.of(listeners.getLast().actualPort()) : OptionalInt.empty();
    }

    /** Takes no more requests, lets those end that are being answered, and ends the streams. */
    @Override
    public void close() {
        socket.close();
        front.endStreams();
        listeners.stream()
                .map(listener -> listener.shutdown(LAST_ANSWERS))
                .toList()
                .forEach(closing ->
                        closing.toCompletionStage().toCompletableFuture().join());
        vertx.close().toCompletionStage().toCompletableFuture().join();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** One event loop is enough, as nothing is done on it; files and names are looked up by others. */
    private static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setTcpKeepAlive(true)
                .setHandle100ContinueAutomatically(true)
                // Of a log that is gone on with, a position for each replica.
                .setMaxInitialLineLength(MOST_REQUEST_LINE)
                .setAcceptBacklog(1024);
    }

    private static HttpServer listen(Vertx vertx, Front front, TcpSettings address) {
        HttpServerOptions options = options();
        address.tls()
                .ifPresent(tls -> options.setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .setCertPath(tls.certificate().toString())
                                .setKeyPath(tls.key().toString())));
        HttpServer server = vertx.createHttpServer(options);
        front.serve(server, Optional.of(new Token(address.token())));
        await(server.listen(address.port(), address.host()), address.toString());
        return server;
    }

    private static void await(Future<HttpServer> listening, String address) {
        try {
            listening.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            Throwable cause = failure.getCause();
            throw TirelessException.failed(
                    "cannot listen on %s: %s"
                            .formatted(address, cause == null ? failure.getMessage() : cause.getMessage()),
                    failure);
        }
    }
}
