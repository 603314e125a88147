package tireless.kubernetes.watch;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A client of the JDK that is as another one, but that each of its web sockets has a {@link Heartbeat}, and that a request without an answer is
 * the last on its connections: HTTP/2 would go on with one whose other end is gone for as long as the kernel does, a quarter of an hour.
 */
final class BeatingClient extends HttpClient {
    private final HttpClient.Builder builder;
    private final Duration interval;
    private volatile HttpClient plain;

    private BeatingClient(HttpClient.Builder builder, Duration interval) {
        this.builder = builder;
        this.interval = interval;
        this.plain = builder.build();
    }

    /** What is open on the connections so far goes on. */
    private synchronized void leave(HttpClient used) {
        if (plain.equals(used)) {
            plain = builder.build();
        }
    }

    private <T> CompletableFuture<T> watched(HttpClient used, CompletableFuture<T> answer) {
        return answer.whenComplete((_, failure) -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
                leave(used);
            }
        });
    }

    /** Builds such clients with what is set for plain ones. */
    record Builder(HttpClient.Builder plain, Duration interval) implements HttpClient.Builder {
        @Override
        public HttpClient build() {
            return new BeatingClient(plain, interval);
        }

        private Builder with(HttpClient.Builder same) {
            return new Builder(same, interval);
        }

        @Override
        public HttpClient.Builder cookieHandler(CookieHandler cookies) {
            return with(plain.cookieHandler(cookies));
        }

        @Override
        public HttpClient.Builder connectTimeout(Duration duration) {
            return with(plain.connectTimeout(duration));
        }

        @Override
        public HttpClient.Builder sslContext(SSLContext context) {
            return with(plain.sslContext(context));
        }

        @Override
        public HttpClient.Builder sslParameters(SSLParameters parameters) {
            return with(plain.sslParameters(parameters));
        }

        @Override
        public HttpClient.Builder executor(Executor executor) {
            return with(plain.executor(executor));
        }

        @Override
        public HttpClient.Builder followRedirects(Redirect policy) {
            return with(plain.followRedirects(policy));
        }

        @Override
        public HttpClient.Builder version(Version version) {
            return with(plain.version(version));
        }

        @Override
        public HttpClient.Builder priority(int priority) {
            return with(plain.priority(priority));
        }

        @Override
        public HttpClient.Builder proxy(ProxySelector proxies) {
            return with(plain.proxy(proxies));
        }

        @Override
        public HttpClient.Builder authenticator(Authenticator authenticator) {
            return with(plain.authenticator(authenticator));
        }

        @Override
        public HttpClient.Builder localAddress(InetAddress address) {
            return with(plain.localAddress(address));
        }
    }

    private record Sockets(WebSocket.Builder plain, Duration interval) implements WebSocket.Builder {
        private Sockets with(WebSocket.Builder same) {
            return new Sockets(same, interval);
        }

        @Override
        public WebSocket.Builder header(String name, String value) {
            return with(plain.header(name, value));
        }

        @Override
        public WebSocket.Builder connectTimeout(Duration timeout) {
            return with(plain.connectTimeout(timeout));
        }

        @Override
        public WebSocket.Builder subprotocols(String preferred, String... lesser) {
            return with(plain.subprotocols(preferred, lesser));
        }

        @Override
        public CompletableFuture<WebSocket> buildAsync(URI uri, WebSocket.Listener listener) {
            return plain.buildAsync(uri, new Heartbeat(listener, interval));
        }
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return new Sockets(plain.newWebSocketBuilder(), interval);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return plain.send(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        HttpClient used = plain;
        return watched(used, used.sendAsync(request, handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushes) {
        HttpClient used = plain;
        return watched(used, used.sendAsync(request, handler, pushes));
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return plain.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return plain.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return plain.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return plain.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return plain.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return plain.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return plain.authenticator();
    }

    @Override
    public Version version() {
        return plain.version();
    }

    @Override
    public Optional<Executor> executor() {
        return plain.executor();
    }

    @Override
    public void shutdown() {
        plain.shutdown();
    }

    @Override
    public void shutdownNow() {
        plain.shutdownNow();
    }

    @Override
    public boolean isTerminated() {
        return plain.isTerminated();
    }

    @Override
    public boolean awaitTermination(Duration duration) throws InterruptedException {
        return plain.awaitTermination(duration);
    }

    @Override
    public void close() {
        plain.close();
    }
}
