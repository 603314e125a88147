package tireless.engine;

import tireless.model.Event;
import tireless.model.ResourceStatus;

/** What an engine tells. */
public sealed interface Observation {
    /** Something happened. */
    record Happened(Event event) implements Observation {}

    /** The state changed; the newest one replaces all before it. */
    record Changed(ResourceStatus status) implements Observation {}
}
