package tireless.trigger.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * By what a server knows who asks.
 *
 * @param query what is added to the query of the address, as {@code api_key=…}; empty for nothing
 */
public record HttpCredentials(Map<String, String> headers, String query) {
    public static final HttpCredentials NONE = new HttpCredentials(Map.of(), "");

    public HttpCredentials {
        headers = Map.copyOf(headers);
    }

    static HttpCredentials header(String name, String value) {
        return new HttpCredentials(Map.of(name, value), "");
    }

    /** The account and password of HTTP's basic authentication. */
    public static HttpCredentials basic(String user, String password) {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    URI addTo(URI uri) {
        if (query.isEmpty()) {
            return uri;
        }
        return URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + query);
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "****";
    }
}
