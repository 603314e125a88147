package tireless.cli.scaling;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tireless.api.ExplanationView;
import tireless.api.ExplanationView.Decision;
import tireless.api.ExplanationView.Trigger;
import tireless.cli.output.Age;
import tireless.cli.output.Tone;
import tireless.model.Plural;
import tireless.model.Power;

/** The text of an explanation, for people. */
record ExplanationText(boolean colour, ZoneId zone, Instant now) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    String of(ExplanationView explanation) {
        StringBuilder text =
                new StringBuilder(Tone.STRONG.of(explanation.resource().toString(), colour)).append('\n');
        explanation.owner().ifPresent(owner -> text.append("  its count is set by %s%n".formatted(owner)));
        if (!explanation.scaled() && explanation.owner().isPresent()) {
            return text.toString();
        }
        if (!explanation.scaled()) {
            return text.append(
                            "  nothing scales it: it has the `replicas` of its manifest, or the count that `scale` set\n")
                    .toString();
        }
        if (explanation.power() != Power.ON) {
            text.append("  it is %s: nothing scales it before it is resumed%s%n"
                    .formatted(
                            explanation.power().name().toLowerCase(Locale.ROOT),
                            explanation.decisions().isEmpty() ? "" : "; until then it was decided:"));
        } else if (explanation.decisions().isEmpty()) {
            text.append("  nothing was decided yet: it is looked at for the first time\n");
        }
        explanation.triggers().forEach(trigger -> append(trigger, text));
        explanation.decisions().forEach(decision -> append(decision, text));
        return text.toString();
    }

    private void append(Trigger trigger, StringBuilder text) {
        List<String> parts = new ArrayList<>();
        trigger.failing()
                .ifPresent(failing -> parts.add("can not be read since %s (%s%s): %s"
                        .formatted(
                                clock(failing.since()),
                                Age.since(failing.since(), now),
                                looks(failing.looks()),
                                failing.why())));
        trigger.readAt()
                .ifPresent(at -> parts.add((trigger.failing().isPresent() ? "last read %s ago" : "read %s ago")
                        .formatted(Age.since(at, now))));
        trigger.askedSince()
                .ifPresent(at -> parts.add("its answer is waited for since %s".formatted(Age.since(at, now))));
        text.append("  %s: %s%n"
                .formatted(trigger.trigger(), parts.isEmpty() ? "not looked at yet" : String.join("; ", parts)));
    }

    /** None of this server, before its first. */
    private static String looks(int count) {
        return count == 0 ? "" : ", " + Plural.of(count, "look");
    }

    private String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    private void append(Decision decision, StringBuilder text) {
        text.append("  %s  ".formatted(clock(decision.at())))
                .append(
                        decision.from() == decision.to()
                                ? "stays at %d".formatted(decision.to())
                                : "from %d to %d".formatted(decision.from(), decision.to()))
                .append('\n');
        decision.lines().forEach(line -> text.append("    %s: %s%n".formatted(line.subject(), line.text())));
        decision.until()
                .ifPresent(until -> text.append(
                        "    if nothing else changes, the next change comes in %d s%n".formatted(until.toSeconds())));
    }
}
