package tireless.trigger.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tireless.trigger.NoReading;
import tireless.trigger.tls.TlsSettings;

/** The client of one server: its connections are kept, and closed with it. */
public final class HttpServer implements AutoCloseable {
    /** An answer holds a number and what stands around it. */
    private static final long LONGEST_ANSWER = 1L << 20;

    private final Executor executor;
    private final HttpClient client;

    private HttpServer(Executor executor, Duration timeout, TlsSettings tls) throws GeneralSecurityException {
        this.executor = executor;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeout)
                .executor(executor)
                .sslContext(tls.context())
                .build();
    }

    /** @param encrypted whether it speaks TLS */
    static HttpServer open(boolean encrypted, Duration timeout, TlsSettings tls) throws GeneralSecurityException {
        // What the client does with an answer takes less than to hand it to another thread; a handshake does not.
        return new HttpServer(encrypted ? Executors.newVirtualThreadPerTaskExecutor() : Runnable::run, timeout, tls);
    }

    /**
     * The body of an answer of 200 to 299.
     *
     * @throws NoReading for any other answer, with its first line, uncut: a secret in it must be found
     */
    public String get(URI uri, HttpCredentials credentials, Headers headers)
            throws IOException, InterruptedException, NoReading {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(credentials.addTo(uri)).GET();
        headers.all().forEach(request::setHeader);
        credentials.headers().forEach(request::setHeader);
        HttpResponse<String> response = send(request.build());
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return response.body();
        }
        throw new NoReading(refusal(status, response.body()));
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException, NoReading {
        try {
            return client.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("exceeds capacity")) {
                throw new NoReading("its answer is longer than 1 MiB");
            }
            throw e;
        }
    }

    private static String refusal(int status, String body) {
        String said = body.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        String what = switch (status) {
            case 401 -> "401, it does not know who asks";
            case 403 -> "403, who asks may not";
            case 404 -> "404, there is no such thing";
            default -> String.valueOf(status);
        };
        return "it answered " + what + (said.isEmpty() ? "" : ": " + said);
    }

    @Override
    public void close() {
        client.shutdownNow();
        if (executor instanceof ExecutorService threads) {
            threads.shutdownNow();
        }
    }
}
