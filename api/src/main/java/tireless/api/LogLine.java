package tireless.api;

import java.util.Optional;
import java.util.OptionalLong;
import tireless.json.Form;

/**
 * One line of a replica's output.
 *
 * @param replica {@code pulse-0}
 * @param position where the line ends: a stream that is asked for with it goes on exactly behind it; an older server gives none
 * @param removed how many bytes at least are missing before it, as they were removed before anybody could read them
 */
public record LogLine(String replica, String text, Optional<String> position, long removed) {
    /** Nothing is missing before it. */
    public LogLine(String replica, String text, Optional<String> position) {
        this(replica, text, position, 0);
    }

    public static LogLine read(Form form) {
        return new LogLine(
                form.text("replica"),
                form.text("text"),
                form.optionalText("position"),
                form.optionalNumber("removed").orElse(0));
    }

    public Form form() {
        return Form.empty()
                .with("replica", replica)
                .with("text", text)
                .withText("position", position)
                .with("removed", removed > 0 ? OptionalLong.of(removed) : OptionalLong.empty());
    }
}
