package tireless.cli.scaling;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tireless.api.ExplanationView;
import tireless.api.ExplanationView.Decision;
import tireless.cli.output.Tone;

/** The text of an explanation, for people. */
record ExplanationText(boolean colour, ZoneId zone) {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    String of(ExplanationView explanation) {
        StringBuilder text =
                new StringBuilder(Tone.STRONG.of(explanation.resource().toString(), colour)).append('\n');
        if (!explanation.scaled()) {
            return text.append(
                            "  nothing scales it: it has the `replicas` of its manifest, or the count that `scale` set\n")
                    .toString();
        }
        if (explanation.decisions().isEmpty()) {
            return text.append("  it was not looked at yet: it is paused, or was applied just now\n")
                    .toString();
        }
        explanation.decisions().forEach(decision -> append(decision, text));
        return text.toString();
    }

    private void append(Decision decision, StringBuilder text) {
        text.append("  %s  ".formatted(CLOCK.format(decision.at().atZone(zone))))
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
