package tireless.control.compute;

import java.time.Duration;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Phase;

/** What an engine tells of what it removes, for people who see it move. */
final class Leaving {
    private static final String REMOVED = "removed";
    private static final String MOVES = "it moves";

    private Leaving() {}

    static Event told(Event event) {
        return event.happening() instanceof Happening.Stopping(String why, Duration grace) && why.equals(REMOVED)
                ? new Event(
                        event.at(),
                        event.resource(),
                        event.uid(),
                        event.ordinal(),
                        new Happening.Stopping(MOVES, grace))
                : event;
    }

    static Phase seen(Phase phase) {
        return phase instanceof Phase.Stopping(String why) && why.equals(REMOVED) ? new Phase.Stopping(MOVES) : phase;
    }
}
