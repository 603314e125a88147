package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.engine.Subscription;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.store.Store;
import tireless.store.memory.MemoryStore;

class WatchTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");

    private final Store store = new MemoryStore();
    private final ControlDesk desk = new ControlDesk(store);
    private final Watch watch = new Watch(store, desk.engine);
    private final LinkedBlockingQueue<Sighting> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        watch.close();
        desk.close();
    }

    private Revision pulse() {
        return store.desired(PULSE).orElseThrow().revision();
    }

    private long next(String what) throws InterruptedException {
        Sighting sighting = seen.poll(10, TimeUnit.SECONDS);
        assertThat(sighting).isInstanceOf(Sighting.Happened.class);
        var event = ((Sighting.Happened) sighting).event();
        assertThat(event.event().happening()).isEqualTo(new Happening.Warned(what));
        return event.sequence();
    }

    private void warn(String what) {
        desk.engine.happen(pulse(), new Happening.Warned(what));
    }

    @Test
    void aWatcherHearsWhatHappensFromNowOn() throws InterruptedException {
        desk.apply(ControlDesk.worker("pulse", "x"));
        warn("before");
        try (Subscription _ = watch.follow(OptionalLong.empty(), seen::add)) {
            warn("one");
            warn("two");
            next("one");
            next("two");
        }
        warn("after");
        assertThat(seen.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whoComesBackMissesNothing() throws InterruptedException {
        desk.apply(ControlDesk.worker("pulse", "x"));
        long last;
        try (Subscription _ = watch.follow(OptionalLong.empty(), seen::add)) {
            warn("one");
            last = next("one");
        }
        for (int i = 0; i < 700; i++) {
            warn("away " + i);
        }
        try (Subscription _ = watch.follow(OptionalLong.of(last), seen::add)) {
            for (int i = 0; i < 700; i++) {
                next("away " + i);
            }
            warn("back");
            next("back");
        }
    }

    @Test
    void aChangedResourceIsNamedAndOneWatcherHoldsUpNoOther() throws InterruptedException {
        desk.apply(ControlDesk.worker("pulse", "x"));
        LinkedBlockingQueue<Object> never = new LinkedBlockingQueue<>(1);
        try (Subscription _ = watch.follow(OptionalLong.empty(), sighting -> put(never, sighting));
                Subscription _ = watch.follow(OptionalLong.empty(), seen::add)) {
            watch.changed(PULSE);
            watch.changed(PULSE);
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(new Sighting.Changed(PULSE));
            warn("one");
            Sighting next = seen.poll(10, TimeUnit.SECONDS);
            assertThat(List.of(next))
                    .allMatch(sighting ->
                            sighting.equals(new Sighting.Changed(PULSE)) || sighting instanceof Sighting.Happened);
        }
    }

    private static void put(LinkedBlockingQueue<Object> queue, Object value) {
        try {
            queue.put(value);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
