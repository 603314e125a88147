package tireless.server.http;

import java.util.List;
import java.util.function.Function;
import tireless.json.Form;

/**
 * What a request is answered with.
 *
 * @param type the media type of the body
 * @param afterwards what is done once the answer is sent, on a thread that may block
 */
public record Answer(int status, String type, String body, Runnable afterwards) {
    public static final String JSON = "application/json";

    /** 200 with JSON. */
    public static Answer of(Form form) {
        return of(200, form);
    }

    public static Answer of(int status, Form form) {
        return text(status, JSON, form.write());
    }

    /** 200 with {@code {"items": […]}}. */
    public static <T> Answer ofEach(String name, List<T> items, Function<T, Form> form) {
        return of(Form.empty().withEach(name, items, form));
    }

    public static Answer text(int status, String type, String body) {
        return new Answer(status, type, body, () -> {});
    }

    public Answer then(Runnable work) {
        return new Answer(status, type, body, work);
    }
}
