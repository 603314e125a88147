package tireless.trigger.http;

import java.util.Map;

/** What is sent along with each question. */
public record Headers(Map<String, String> all) {
    public static final Headers NONE = new Headers(Map.of());

    public Headers {
        all = Map.copyOf(all);
    }
}
