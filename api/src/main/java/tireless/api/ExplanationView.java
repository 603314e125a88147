package tireless.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.json.Form;

/**
 * Why a worker that is scaled has as many replicas as it has.
 *
 * @param decisions the newest first, then those that changed the count; empty where nothing scales it, or it was not looked at yet
 */
public record ExplanationView(ResourceRef resource, boolean scaled, List<Decision> decisions) {
    public ExplanationView {
        decisions = List.copyOf(decisions);
    }

    /**
     * One of them.
     *
     * @param until the next change that only time brings
     */
    public record Decision(Instant at, int from, int to, List<Line> lines, Optional<Duration> until) {
        public Decision {
            lines = List.copyOf(lines);
        }

        private static Decision read(Form form) {
            return new Decision(
                    form.instant("at"),
                    form.integer("from"),
                    form.integer("to"),
                    form.each("lines", line -> new Line(line.text("subject"), line.text("text"))),
                    form.optionalDuration("until"));
        }

        private Form form() {
            return Form.empty()
                    .with("at", at)
                    .with("from", from)
                    .with("to", to)
                    .withEach(
                            "lines",
                            lines,
                            line -> Form.empty().with("subject", line.subject()).with("text", line.text()))
                    .withDuration("until", until);
        }
    }

    /** One step, with every number that went in; {@code subject} is a trigger, or {@code decision}. */
    public record Line(String subject, String text) {}

    public static ExplanationView read(Form form) {
        return new ExplanationView(
                ResourceRef.read(form.form("resource")), form.flag("scaled"), form.each("decisions", Decision::read));
    }

    public Form form() {
        return Form.empty()
                .with("resource", resource.form())
                .with("scaled", scaled)
                .withEach("decisions", decisions, Decision::form);
    }
}
