package tireless.notify;

import java.io.IOException;
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
        try {
            // An answer may go on for ever: of what it says the status alone counts.
            HttpResponse<Void> answer = client().send(request, HttpResponse.BodyHandlers.replacing(null));
            check(answer.statusCode());
        } catch (HttpConnectTimeoutException _) {
            throw NotDelivered.passing("no connection within 10 s");
        } catch (HttpTimeoutException _) {
            throw NotDelivered.passing("no answer within 10 s");
        } catch (ConnectException e) {
            throw NotDelivered.passing(
                    e.getCause() instanceof UnresolvedAddressException
                            ? "the host is not known"
                            : "it refuses connections");
        } catch (SSLException _) {
            throw NotDelivered.passing("its certificate is not trusted, or it does not speak TLS");
        } catch (IOException e) {
            // Its text may have the address.
            throw NotDelivered.passing("the connection broke: " + e.getClass().getSimpleName());
        }
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
