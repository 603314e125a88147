package tireless.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tireless.json.Form;
import tireless.model.Power;

/**
 * Why a worker that is scaled has as many replicas as it has.
 *
 * @param owner who sets its count on a cluster, for people; empty where it runs on the machine, or the count is that of its manifest
 * @param power what is not on is not scaled, and what was decided does not hold
 * @param triggers those that are asked outside of its replicas, in the order of the manifest; none while it is not on
 * @param decisions the newest first, then those that changed the count; empty where nothing scales it, or it was not looked at yet
 */
public record ExplanationView(
        ResourceRef resource,
        boolean scaled,
        Optional<String> owner,
        Power power,
        List<Trigger> triggers,
        List<Decision> decisions) {
    public ExplanationView {
        triggers = List.copyOf(triggers);
        decisions = List.copyOf(decisions);
    }

    /** Of what runs on the machine. */
    public ExplanationView(
            ResourceRef resource, boolean scaled, Power power, List<Trigger> triggers, List<Decision> decisions) {
        this(resource, scaled, Optional.empty(), power, triggers, decisions);
    }

    /**
     * How it goes with a trigger. Times are wall times of the server.
     *
     * @param askedSince since when its answer is waited for; empty between two looks
     * @param readAt when it could be read last; empty where it never could
     * @param failing empty where it could be read at the last look
     */
    public record Trigger(
            String trigger, Optional<Instant> askedSince, Optional<Instant> readAt, Optional<Failing> failing) {
        private static Trigger read(Form form) {
            return new Trigger(
                    form.text("trigger"),
                    form.optionalInstant("askedSince"),
                    form.optionalInstant("readAt"),
                    form.has("failing") ? Optional.of(Failing.read(form.form("failing"))) : Optional.empty());
        }

        private Form form() {
            Form form = Form.empty()
                    .with("trigger", trigger)
                    .withInstant("askedSince", askedSince)
                    .withInstant("readAt", readAt);
            failing.ifPresent(found -> form.with("failing", found.form()));
            return form;
        }
    }

    /**
     * Since when a trigger can not be read.
     *
     * @param looks that failed one after another
     * @param why what was asked and what it said, without a secret
     */
    public record Failing(Instant since, int looks, String why) {
        private static Failing read(Form form) {
            return new Failing(form.instant("since"), form.integer("looks"), form.text("why"));
        }

        private Form form() {
            return Form.empty().with("since", since).with("looks", looks).with("why", why);
        }
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
                ResourceRef.read(form.form("resource")),
                form.flag("scaled"),
                form.optionalText("countOwner"),
                // A server before this one does not say.
                form.optionalText("power")
                        .map(word -> Power.valueOf(word.toUpperCase(Locale.ROOT)))
                        .orElse(Power.ON),
                form.has("triggers") ? form.each("triggers", Trigger::read) : List.of(),
                form.each("decisions", Decision::read));
    }

    public Form form() {
        return Form.empty()
                .with("resource", resource.form())
                .with("scaled", scaled)
                .withText("countOwner", owner)
                .with("power", power.name().toLowerCase(Locale.ROOT))
                .withEach("triggers", triggers, Trigger::form)
                .withEach("decisions", decisions, Decision::form);
    }
}
