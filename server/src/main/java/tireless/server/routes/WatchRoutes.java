package tireless.server.routes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tireless.api.Api;
import tireless.api.ResourceRef;
import tireless.control.Inventory;
import tireless.control.Sighting;
import tireless.control.Watch;
import tireless.engine.Subscription;
import tireless.json.Form;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TimeSource;
import tireless.server.http.Call;
import tireless.server.http.Outflow;
import tireless.server.http.Route;
import tireless.server.view.EventViews;
import tireless.server.view.ResourceViews;
import tireless.store.RecordedEvent;

/** What happens and changes, as server-sent events (WHATWG HTML, 9.2). */
public final class WatchRoutes {
    private static final String EVENTS = "text/event-stream";
    private static final String COMMENT = ":\n\n";

    private final Watch watch;
    private final Inventory inventory;
    private final EventViews views;
    private final TimeSource time;
    private final Duration heartbeat;

    /** @param heartbeat how often a comment shows that the stream lives */
    public WatchRoutes(Watch watch, Inventory inventory, EventViews views, TimeSource time, Duration heartbeat) {
        this.watch = watch;
        this.inventory = inventory;
        this.views = views;
        this.time = time;
        this.heartbeat = heartbeat;
    }

    public List<Route> routes() {
        return List.of(Route.stream(Api.BASE + "/watch", Set.of("type", "workspace", "name"), this::open));
    }

    private Subscription open(Call call, Outflow out) {
        Predicate<ResourceKey> wanted = wanted(call);
        Subscription subscription = watch.follow(call.lastEvent(), sighting -> {
            switch (sighting) {
                case Sighting.Happened(RecordedEvent event)
                when wanted.test(event.event().resource()) -> happened(event, out);
                case Sighting.Changed(ResourceKey key) when wanted.test(key) -> changed(key, out);
                case Sighting.Happened _, Sighting.Changed _ -> {
                    // Not asked for.
                }
            }
        });
        out.begin(EVENTS);
        out.keepAlive(heartbeat, COMMENT);
        return subscription;
    }

    private void happened(RecordedEvent event, Outflow out) {
        tell(out, "id: " + event.sequence() + "\n", "happened", views.of(event).form());
    }

    private void changed(ResourceKey key, Outflow out) {
        inventory
                .find(key)
                .ifPresentOrElse(
                        item -> tell(
                                out,
                                "",
                                "changed",
                                ResourceViews.of(item, time.now()).form()),
                        () -> tell(out, "", "gone", ResourceRef.of(key).form()));
    }

    /** What nobody takes any more is dropped: the stream is over, and the watch is being closed. */
    private static void tell(Outflow out, String id, String event, Form data) {
        var _ = out.write("%sevent: %s\ndata: %s\n\n".formatted(id, event, data.write()));
    }

    private static Predicate<ResourceKey> wanted(Call call) {
        Optional<ResourceType> type = call.text("type").map(Call::type);
        Optional<String> workspace = call.text("workspace");
        Optional<String> name = call.text("name");
        return key -> type.map(key.type()::equals).orElse(true)
                && workspace.map(key.scope()::equals).orElse(true)
                && name.map(key.name()::equals).orElse(true);
    }
}
