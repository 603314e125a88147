package tireless.api;

import java.time.Instant;
import java.util.Optional;
import tireless.json.Form;

/**
 * Something that is expected of a worker's work.
 *
 * @param objective {@code min}, {@code maxErrorRate} or {@code maxLag}
 * @param target with its unit, for people
 * @param value the average of the last window, with its unit; empty is unknown
 * @param state {@code met}, {@code missed}, {@code unknown} or {@code not judged}
 * @param since since when it stands so; empty where that is not known
 */
public record ObjectiveView(
        String objective, String target, Optional<String> value, String state, Optional<Instant> since) {
    public static ObjectiveView read(Form form) {
        return new ObjectiveView(
                form.text("objective"),
                form.text("target"),
                form.optionalText("value"),
                form.text("state"),
                form.optionalInstant("since"));
    }

    public Form form() {
        return Form.empty()
                .with("objective", objective)
                .with("target", target)
                .withText("value", value)
                .with("state", state)
                .withInstant("since", since);
    }
}
