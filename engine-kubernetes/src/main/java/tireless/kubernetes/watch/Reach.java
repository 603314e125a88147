package tireless.kubernetes.watch;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import tireless.kubernetes.apply.Refusals;

/**
 * Whether the API server answers, and knows who asks: seen from every request that there is, so that none is made to find out. What is
 * told is a change; an empty text is that it does.
 */
public final class Reach implements Interceptor {
    private static final int UNAUTHORIZED = 401;

    private final Consumer<String> told;
    private String last = "";

    /** @param told is called from any thread, in order, and must return at once */
    public Reach(Consumer<String> told) {
        this.told = told;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
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
