package tireless.cli.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.manifest.problem.TerminalText;

/** Events as lines for people. Times of today are clock times; others have their date. */
public final class EventLines {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ZoneId zone;
    private final Instant now;
    private final boolean colour;

    public EventLines(ZoneId zone, Instant now, boolean colour) {
        this.zone = zone;
        this.now = now;
        this.colour = colour;
    }

    /** {@code 12:01:03  pulse-0 exited 3 after 4 ms}. */
    public String of(EventView event) {
        return line(event, event.subject());
    }

    /** The same with its type and workspace: {@code 12:01:03  worker public/pulse-0 exited 3 after 4 ms}. */
    public String full(EventView event) {
        ResourceRef resource = event.resource();
        return line(event, new ResourceRef(resource.type(), resource.workspace(), event.subject()).toString());
    }

    private String line(EventView event, String subject) {
        return Tone.DIM.of(time(event.at()), colour)
                + "  "
                + tone(event.kind()).of(TerminalText.of(subject + " " + event.text()), colour);
    }

    /** A wall time in the zone of whoever reads it. */
    public String time(Instant at) {
        ZonedDateTime then = at.atZone(zone);
        return then.toLocalDate().equals(now.atZone(zone).toLocalDate()) ? CLOCK.format(then) : DATE.format(then);
    }

    private static Tone tone(String kind) {
        return switch (kind) {
            case "ready", "rolloutFinished" -> Tone.GOOD;
            case "exited", "killed", "rolloutHalted", "stalled" -> Tone.BAD;
            case "backedOff", "unsettled", "warned", "leftoversKilled" -> Tone.DOUBT;
            default -> Tone.PLAIN;
        };
    }
}
