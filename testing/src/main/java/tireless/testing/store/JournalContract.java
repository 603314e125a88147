package tireless.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.ResourceKey;
import tireless.model.Uid;
import tireless.store.EventQuery;
import tireless.store.RecordedEvent;
import tireless.store.Retention;
import tireless.store.Store;
import tireless.store.Write;

/** What every store must do with events. */
public abstract class JournalContract {
    /** Small, so that the limits are reached. */
    protected static final Retention RETENTION = new Retention(5, Duration.ofDays(90), 20);

    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");

    protected Store store;

    /** A new, empty store that keeps {@link #RETENTION}. */
    protected abstract Store open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void readsEventsNewestFirst() {
        append("pulse", 0, 3);
        assertThat(attempts(EventQuery.newest(10))).containsExactly(3, 2, 1);
        assertThat(attempts(EventQuery.newest(2))).containsExactly(3, 2);
    }

    @Test
    void givesBackExactlyWhatWasAppended() {
        Event whole = new Event(
                StoreSamples.START,
                PULSE,
                new Uid("u1"),
                OptionalInt.empty(),
                new Happening.Warned("ß \"\\\u0000\u001b\n"));
        Event replica = StoreSamples.event("pulse", 5, new Happening.Ready(2));
        store.journal().append(whole);
        store.journal().append(replica);
        store.journal().flush();
        assertThat(store.journal().read(EventQuery.newest(10)))
                .extracting(RecordedEvent::event)
                .containsExactly(replica, whole);
    }

    @Test
    void readsTheEventsOfOneResource() {
        append("pulse", 0, 2);
        append("other", 10, 2);
        assertThat(attempts(EventQuery.of(PULSE, 10))).containsExactly(2, 1);
        assertThat(attempts(EventQuery.of(ResourceKey.worker("other", "pulse"), 10)))
                .isEmpty();
    }

    @Test
    void pagesToThePastAndWatchesTheNew() {
        append("pulse", 0, 6);
        List<RecordedEvent> first = store.journal().read(EventQuery.of(PULSE, 2));
        assertThat(attempts(EventQuery.of(PULSE, 2).before(first.getLast().sequence())))
                .containsExactly(4, 3);
        assertThat(attempts(EventQuery.newest(2).before(first.getLast().sequence())))
                .containsExactly(4, 3);
        append("pulse", 6, 2);
        assertThat(attempts(EventQuery.of(PULSE, 10).after(first.getFirst().sequence())))
                .containsExactly(8, 7);
    }

    @Test
    void keepsTheNewestEventsOfEachResource() {
        append("other", 0, 3);
        append("pulse", 0, 50);
        assertThat(attempts(EventQuery.of(PULSE, 100)))
                .containsExactlyElementsOf(
                        IntStream.iterate(50, i -> i - 1).limit(20).boxed().toList());
        assertThat(attempts(EventQuery.of(ResourceKey.worker("public", "other"), 100)))
                .hasSize(3);
    }

    @Test
    void forgetsOldEventsOfWhatIsGone() {
        store.commit(List.of(
                new Write.Save(StoreSamples.worker("pulse", "u1", 1)),
                new Write.Save(StoreSamples.worker("other", "u2", 1))));
        append("pulse", 0, 2);
        append("other", 0, 2);
        long version = store.desired(PULSE).orElseThrow().version();
        store.commit(List.of(new Write.Forget(PULSE, version, StoreSamples.START.plus(Duration.ofDays(100)))));
        assertThat(attempts(EventQuery.of(PULSE, 10))).isEmpty();
        assertThat(attempts(EventQuery.newest(10))).hasSize(2);
    }

    @Test
    void dropsNothingThatFitsItsQueue() {
        append("pulse", 0, 5_000);
        assertThat(store.journal().dropped()).isZero();
        assertThat(attempts(EventQuery.newest(1))).containsExactly(5_000);
    }

    @Test
    void isClosedForGood() {
        store.close();
        assertThatThrownBy(() -> append("pulse", 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    private void append(String name, int after, int count) {
        for (int i = after + 1; i <= after + count; i++) {
            store.journal().append(StoreSamples.event(name, i, new Happening.Ready(i)));
        }
        store.journal().flush();
    }

    private List<Integer> attempts(EventQuery query) {
        return store.journal().read(query).stream()
                .map(recorded -> recorded.event().happening())
                .map(happening -> happening instanceof Happening.Ready(int attempt) ? attempt : -1)
                .toList();
    }
}
