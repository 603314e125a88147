package tireless.server.view;

import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.control.EventText;
import tireless.model.Event;
import tireless.store.RecordedEvent;

/** Events on the wire. */
public final class EventViews {
    private final EventText text;

    public EventViews(EventText text) {
        this.text = text;
    }

    public EventView of(RecordedEvent recorded) {
        Event event = recorded.event();
        return new EventView(
                recorded.sequence(),
                event.at(),
                ResourceRef.of(event.resource()),
                event.uid().value(),
                event.ordinal(),
                event.happening().word(),
                text.alone(event));
    }
}
