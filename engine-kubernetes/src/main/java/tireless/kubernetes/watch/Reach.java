package tireless.kubernetes.watch;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tireless.kubernetes.apply.Refusals;
import tireless.model.TimeSource;

/**
 * Whether the API server answers, and knows who asks: seen from every request that there is, so that none is made to find out. What is
 * told is a change; an empty text is that it does. While it asks to be left alone ({@code Retry-After}) nothing but looks and logs is asked
 * of it: it would be refused again, and more of it is what the API server can not bear.
 */
public final class Reach implements Interceptor {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Optional<Pace> pace;
    private final Consumer<String> told;
    private String last = "";

    /** @param told is called from any thread, in order, and must return at once */
    public Reach(TimeSource time, Consumer<String> told) {
        this(Optional.of(new Pace(time)), told);
    }

    private Reach(Optional<Pace> pace, Consumer<String> told) {
        this.pace = pace;
        this.told = told;
    }

    /** For one request alone, which needs no pace. */
    public static Reach ofOne(Consumer<String> told) {
        return new Reach(Optional.empty(), told);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        pace.flatMap(Pace::left).filter(_ -> !isReading(request.uri())).ifPresent(left -> {
            throw new KubernetesClientException(
                    "the API server asked to be left alone for %d s more".formatted(left.toSeconds() + 1),
                    TOO_MANY_REQUESTS,
                    null);
        });
    }

    /** Watches with the lists before them, and logs, wait by themselves. */
    private static boolean isReading(URI uri) {
        String query = String.valueOf(uri.getQuery());
        return query.contains("watch=")
                || query.contains("labelSelector=")
                || query.contains("fieldSelector=")
                || uri.getPath().endsWith("/log");
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (response.code() == TOO_MANY_REQUESTS) {
            // The client looks for it as it is written here, and finds none of HTTP/2 or of the JDK's, which are small.
            response.headers().entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase("Retry-After"))
                    .flatMap(header -> header.getValue().stream())
                    .forEach(seconds -> pace.ifPresent(kept -> kept.asked(seconds)));
        }
        tell(
                response.code() == UNAUTHORIZED
                        ? "the cluster does not know who asks (401 Unauthorized): log in to it anew, so that the kubeconfig has a valid token or"
                                + " certificate"
                        : "");
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        tell("%s does not answer: %s".formatted(request.uri().getAuthority(), Refusals.innermost(failure)));
    }

    private synchronized void tell(String words) {
        if (!words.equals(last)) {
            last = words;
            told.accept(words);
        }
    }
}
