package tireless.testing.server;

import java.util.Map;
import tireless.json.Form;

/**
 * A request as it came.
 *
 * @param path still encoded, without the query
 * @param query decoded
 * @param headers by their name in small letters
 */
public record Asked(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    /** {@code GET /api/v1/server}. */
    public String line() {
        return method + " " + path;
    }

    /** The body as the object that it is. */
    public Form form() {
        return Form.read(body);
    }
}
