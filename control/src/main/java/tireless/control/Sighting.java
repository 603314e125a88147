package tireless.control;

import tireless.model.ResourceKey;
import tireless.store.RecordedEvent;

/** What a watcher is told. */
public sealed interface Sighting {
    /** Something happened. Told once each, in order. */
    record Happened(RecordedEvent event) implements Sighting {}

    /** What is desired or observed of the resource became another, or it is gone; several changes may be told as one. */
    record Changed(ResourceKey key) implements Sighting {}
}
