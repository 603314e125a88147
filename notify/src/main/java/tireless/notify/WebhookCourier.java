package tireless.notify;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.notice.Confidential;
import tireless.model.notice.Way;

/** Posts notices as JSON. No message has more of an address than its host. */
final class WebhookCourier implements Courier, AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration AFTER_LIMIT = Duration.ofSeconds(1);
    private static final int TOO_MANY = 429;
    private static final int TIMED_OUT = 408;
    private static final int TOO_EARLY = 425;

    private final String host;
    private final SecretEntries secrets;
    private @Nullable HttpClient client;

    WebhookCourier(String host, SecretEntries secrets) {
        this.host = host;
        this.secrets = secrets;
    }

    @Override
    public void deliver(Notice notice) throws NotDelivered, InterruptedException {
        if (!(notice.recipient().way() instanceof Way.Webhook(Confidential url, Map<String, Confidential> headers))) {
            throw new IllegalArgumentException("no webhook");
        }
        HttpRequest request = request(notice, url, headers);
        CompletableFuture<Integer> status = new CompletableFuture<>();
        // What it says beside its status is not read: it may go on for ever.
        CompletableFuture<HttpResponse<Void>> answer = client().sendAsync(request, head -> {
            status.complete(head.statusCode());
            return HttpResponse.BodySubscribers.replacing(null);
        });
        var _ = answer.exceptionally(failure -> {
            status.completeExceptionally(failure);
            return null;
        });
        try {
            check(status.get(LIMIT.toMillis() + AFTER_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            throw NotDelivered.passing("no answer within 10 s");
        } catch (ExecutionException e) {
            throw failure(e.getCause() instanceof CompletionException wrapped ? wrapped.getCause() : e.getCause());
        } finally {
            end(answer);
        }
    }

    /** Its connection is used again where it ends soon. */
    private static void end(CompletableFuture<HttpResponse<Void>> answer) throws InterruptedException {
        try {
            var _ = answer.get(AFTER_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            answer.cancel(true);
        }
    }

    /** Its own text may have the address. */
    private static NotDelivered failure(@Nullable Throwable cause) {
        return NotDelivered.passing(
                switch (cause) {
                    case HttpConnectTimeoutException _ -> "no connection within 10 s";
                    case HttpTimeoutException _ -> "no answer within 10 s";
                    case ConnectException refused ->
                        refused.getCause() instanceof UnresolvedAddressException
                                ? "the host is not known"
                                : "it refuses connections";
                    case SSLException _ -> "its certificate is not trusted, or it does not speak TLS";
                    case null -> "the connection broke";
                    case Throwable other ->
                        "the connection broke: " + other.getClass().getSimpleName();
                });
    }

    private HttpRequest request(Notice notice, Confidential url, Map<String, Confidential> headers)
            throws NotDelivered {
        String body = notice.body(host).write();
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(value(url, notice).strip()))
                    .timeout(LIMIT)
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "tireless")
                    .header("Idempotency-Key", notice.id())
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            for (Map.Entry<String, Confidential> header : headers.entrySet()) {
                request.setHeader(header.getKey(), value(header.getValue(), notice));
            }
            return request.build();
        } catch (IllegalArgumentException _) {
            throw NotDelivered.lasting("its address or one of its headers is none that can be used");
        }
    }

    private String value(Confidential text, Notice notice) throws NotDelivered {
        return switch (text) {
            case Confidential.Literal(String value) -> value;
            case Confidential.OfSecret(String secret, String key) -> {
                try {
                    yield secrets.value(
                            new ResourceKey(
                                    ResourceType.SECRET,
                                    notice.told().resource().scope(),
                                    secret),
                            key);
                } catch (TirelessException refused) {
                    throw NotDelivered.passing(String.valueOf(refused.getMessage()));
                }
            }
        };
    }

    private static void check(int status) throws NotDelivered {
        if (status >= 200 && status < 300) {
            return;
        }
        boolean lasting = status < 500 && status != TOO_MANY && status != TIMED_OUT && status != TOO_EARLY;
        throw lasting ? NotDelivered.lasting("it answered " + status) : NotDelivered.passing("it answered " + status);
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(LIMIT)
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
