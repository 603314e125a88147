package tireless.server.view;

import java.util.Locale;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.control.EventText;
import tireless.model.Event;
import tireless.model.Happening;
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
                kind(event.happening()),
                text.alone(event));
    }

    /** The name of its type, begun small: as the journal stores it. */
    private static String kind(Happening happening) {
        String name = happening.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
