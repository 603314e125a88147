package tireless.client;

import java.util.OptionalLong;
import tireless.api.Api;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.json.Form;

/** Follows what happens, also over restarts of the server: no event is missed that the server still has. */
public final class Watch implements AutoCloseable {
    /** Is given what happens, in order, by the thread that runs the watch. */
    public interface Observer extends Outages {
        void happened(EventView event);

        /** A resource is in another state; with every new connection all states are told anew. */
        void changed(ResourceView resource);

        /** A resource was deleted, and nothing of it is left. */
        void gone(ResourceRef resource);
    }

    private final Stream stream;
    private final Filter filter;
    private final OptionalLong after;

    Watch(Transport transport, Filter filter, OptionalLong after) {
        this.stream = new Stream(transport, after.isPresent());
        this.filter = filter;
        this.after = after;
    }

    /**
     * Follows until it is closed.
     *
     * @throws tireless.model.TirelessException if there is no server at the beginning, or it refuses
     */
    public void run(Observer observer) {
        EventStream events = new EventStream((kind, data) -> {
            switch (kind) {
                case "happened" -> observer.happened(EventView.read(read(data)));
                case "changed" -> observer.changed(ResourceView.read(read(data)));
                case "gone" -> observer.gone(ResourceRef.read(read(data)));
                default -> {
                    // Of a later version.
                }
            }
        });
        stream.run(
                () -> {
                    events.begin();
                    Request request = filter.onto(Request.get(Api.BASE + "/watch"));
                    return events.lastId()
                            .or(() -> after.stream().mapToObj(String::valueOf).findFirst())
                            .map(last -> request.withHeader("Last-Event-ID", last))
                            .orElse(request);
                },
                () -> {},
                events::line,
                observer);
    }

    private static Form read(String data) {
        try {
            return Form.read(data);
        } catch (IllegalArgumentException e) {
            throw Faults.notUnderstood(e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
