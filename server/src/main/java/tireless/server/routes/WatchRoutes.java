package tireless.server.routes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import tireless.api.Api;
import tireless.api.ResourceRef;
import tireless.control.History;
import tireless.control.Inventory;
import tireless.control.InventoryItem;
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
    private final History history;
    private final Inventory inventory;
    private final EventViews views;
    private final TimeSource time;
    private final Duration heartbeat;

    /** @param heartbeat how often a comment shows that the stream lives */
    public WatchRoutes(
            Watch watch, History history, Inventory inventory, EventViews views, TimeSource time, Duration heartbeat) {
        this.watch = watch;
        this.history = history;
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
        OptionalLong known = call.lastEvent();
        long begin = known.orElseGet(history::newest);
        Teller teller = new Teller(out);
        // Known to the client from the beginning, so that it can resume also where nothing happened before it was cut
        // off.
        teller.id(begin);
        // Changes are in no journal: whoever was cut off is told all states anew.
        List<InventoryItem> anew = inventory.list(resource -> known.isPresent() && wanted.test(resource.key()));
        Subscription subscription =
                watch.follow(OptionalLong.of(begin), sighting -> teller.tell(sighting, wanted), out::end);
        try {
            out.begin(EVENTS);
            out.keepAlive(heartbeat, COMMENT);
            anew.forEach(item -> teller.tell(new Sighting.Changed(item.desired().key()), wanted));
            return subscription;
        } catch (RuntimeException | Error failure) {
            // Nobody else has it yet, and it would be told for as long as the server lives.
            subscription.close();
            throw failure;
        }
    }

    /** Writes to one stream. A state is looked up and written in one go, so that no older one comes after a newer. */
    private final class Teller {
        private final Outflow out;
        private final ReentrantLock lock = new ReentrantLock();

        Teller(Outflow out) {
            this.out = out;
        }

        /** An event without data, which only sets what a client resumes by. */
        void id(long sequence) {
            write("id: " + sequence + "\n\n");
        }

        void tell(Sighting sighting, Predicate<ResourceKey> wanted) {
            switch (sighting) {
                case Sighting.Happened(RecordedEvent event)
                when wanted.test(event.event().resource()) -> happened(event);
                case Sighting.Changed(ResourceKey key) when wanted.test(key) -> changed(key);
                case Sighting.Happened _, Sighting.Changed _ -> {
                    // Not asked for.
                }
            }
        }

        private void happened(RecordedEvent event) {
            write("id: " + event.sequence() + "\n"
                    + event("happened", views.of(event).form()));
        }

        private void changed(ResourceKey key) {
            lock.lock();
            try {
                write(inventory
                        .find(key)
                        .map(item -> event(
                                "changed", ResourceViews.of(item, time.now()).form()))
                        .orElseGet(() -> event("gone", ResourceRef.of(key).form())));
            } finally {
                lock.unlock();
            }
        }

        /** What nobody takes any more is dropped: the stream is over, and the watch is being closed. */
        private void write(String text) {
            var _ = out.write(text);
        }

        private static String event(String name, Form data) {
            return "event: %s\ndata: %s\n\n".formatted(name, data.write());
        }
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
