package tireless.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.RestartRequest;
import tireless.model.RolloutRecord;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.store.PastRevision;
import tireless.store.Retention;
import tireless.store.SealedSecret;
import tireless.store.SeriesChunk;
import tireless.store.StaleViewException;
import tireless.store.Store;
import tireless.store.Write;

/** What every store must do with desired state and its history. */
public abstract class StoreContract {
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
    void isEmptyAtFirst() {
        assertThat(store.desired()).isEmpty();
        assertThat(store.desired(PULSE)).isEmpty();
        assertThat(store.history(PULSE)).isEmpty();
    }

    @Test
    void givesBackWhatWasMeasuredUntilItsTimeIsOver() {
        SeriesChunk first = new SeriesChunk(PULSE, 10, 600, "first");
        SeriesChunk second = new SeriesChunk(PULSE, 10, 1_200, "second");
        store.series()
                .put(List.of(
                        second,
                        new SeriesChunk(PULSE, 10, 600, "before"),
                        new SeriesChunk(PULSE, 1, 600, "of another step"),
                        new SeriesChunk(ResourceKey.worker("public", "other"), 10, 600, "of another")));
        store.series().put(List.of(first));

        assertThat(store.series().read(PULSE, 10, 0, 5_000)).containsExactly(first, second);
        assertThat(store.series().read(PULSE, 10, 601, 5_000)).containsExactly(second);
        assertThat(store.series().read(PULSE, 10, 0, 1_200)).containsExactly(first);
        store.series().forget(10, 1_200);
        assertThat(store.series().read(PULSE, 10, 0, 5_000)).containsExactly(second);
        assertThat(store.series().read(PULSE, 1, 0, 5_000)).hasSize(1);
    }

    @Test
    void givesBackExactlyWhatWasCommitted() {
        DesiredResource created = StoreSamples.worker("pulse", "u1", 1);
        save(created);
        DesiredResource stored = store.desired(PULSE).orElseThrow();
        assertThat(store.desired()).containsEntry(PULSE, stored);
        assertThat(stored.withVersion(DesiredResource.NEW)).isEqualTo(created);
        assertThat(stored.version()).isNotEqualTo(DesiredResource.NEW);
    }

    @Test
    void givesBackWhatOnlyDeclares() {
        DesiredResource declared =
                StoreSamples.declared("web", "u1", Map.of("service.replicas", "2", "service.x[0]", "ä"));
        save(declared);
        assertThat(store.desired(declared.key()).orElseThrow().withVersion(DesiredResource.NEW))
                .isEqualTo(declared);
        assertThat(store.history(declared.key()))
                .containsExactly(new PastRevision(declared.revision(), declared.document(), Optional.empty()));
    }

    @Test
    void ordersResourcesByKey() {
        save(StoreSamples.worker("b", "u1", 1), StoreSamples.worker("c", "u2", 1), StoreSamples.worker("a", "u3", 1));
        assertThat(store.desired().keySet()).extracting(ResourceKey::name).containsExactly("a", "b", "c");
    }

    @Test
    void writesAllOrNothing() {
        save(StoreSamples.worker("pulse", "u1", 1));
        Write fresh = new Write.Save(StoreSamples.worker("other", "u2", 1));
        Write stale = new Write.Save(StoreSamples.worker("pulse", "u3", 1));
        assertThatThrownBy(() -> store.commit(List.of(fresh, stale))).isInstanceOf(StaleViewException.class);
        assertThat(store.desired().keySet()).containsExactly(PULSE);
        assertThat(store.history(ResourceKey.worker("public", "other"))).isEmpty();
    }

    @Test
    void refusesACommitFromAStaleViewByName() {
        save(StoreSamples.worker("pulse", "u1", 1));
        DesiredResource seen = store.desired(PULSE).orElseThrow();
        save(seen.withScale(7));
        assertThatThrownBy(() -> save(seen.withPower(Power.PAUSED)))
                .isInstanceOfSatisfying(StaleViewException.class, stale -> {
                    assertThat(stale.resources()).containsExactly(PULSE);
                    assertThat(stale.retryable()).isTrue();
                })
                .hasMessageContaining("worker public/pulse");
        assertThat(store.desired(PULSE).orElseThrow().power()).isEqualTo(Power.ON);
    }

    @Test
    void refusesWhatWasPlannedAgainstAnUnchangedResourceThatChanged() {
        save(StoreSamples.worker("pulse", "u1", 1));
        DesiredResource seen = store.desired(PULSE).orElseThrow();
        save(seen.withScale(7));
        Write expect = new Write.Expect(PULSE, seen.version());
        Write other = new Write.Save(StoreSamples.worker("other", "u2", 1));
        assertThatThrownBy(() -> store.commit(List.of(expect, other))).isInstanceOf(StaleViewException.class);
        assertThat(store.desired().keySet()).containsExactly(PULSE);
    }

    @Test
    void neverGivesAVersionTwiceEvenAfterDeletion() {
        save(StoreSamples.worker("pulse", "u1", 1));
        DesiredResource first = store.desired(PULSE).orElseThrow();
        store.commit(List.of(new Write.Forget(PULSE, first.version(), StoreSamples.START)));
        save(StoreSamples.worker("pulse", "u2", 1));
        assertThatThrownBy(() -> save(first.withScale(2))).isInstanceOf(StaleViewException.class);
    }

    @Test
    void refusesTwoWritesForOneResource() {
        Write write = new Write.Save(StoreSamples.worker("pulse", "u1", 1));
        assertThatThrownBy(() -> store.commit(List.of(write, write))).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.desired()).isEmpty();
    }

    @Test
    void refusesARevisionThatDoesNotFollow() {
        save(StoreSamples.worker("pulse", "u1", 2));
        DesiredResource seen = store.desired(PULSE).orElseThrow();
        DesiredResource older = StoreSamples.worker("pulse", "u1", 1).withVersion(seen.version());
        assertThatThrownBy(() -> save(older)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.desired(PULSE).orElseThrow()).isEqualTo(seen);
    }

    @Test
    void recordsPowerAndScaleWithoutARevision() {
        save(StoreSamples.worker("pulse", "u1", 1));
        store.update(PULSE, resource -> resource.withScale(0));
        DesiredResource paused = store.update(PULSE, resource -> resource.withPower(Power.PAUSED));
        assertThat(store.desired(PULSE)).contains(paused);
        assertThat(paused.scaledTo()).hasValue(0);
        assertThat(paused.power()).isEqualTo(Power.PAUSED);
        assertThat(store.history(PULSE)).hasSize(1);
    }

    @Test
    void cannotUpdateWhatIsNotThere() {
        assertThatThrownBy(() -> store.update(PULSE, resource -> resource.withScale(1)))
                .isInstanceOfSatisfying(
                        TirelessException.class, e -> assertThat(e.code()).isEqualTo(TirelessException.Code.NOT_FOUND))
                .hasMessageContaining("worker public/pulse");
    }

    @Test
    void losesNoUpdateOfManyAtOnce() throws InterruptedException, ExecutionException {
        save(StoreSamples.worker("pulse", "u1", 1).withScale(0));
        Callable<DesiredResource> increment =
                () -> store.update(PULSE, resource -> resource.withScale(resource.count() + 1));
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<DesiredResource>> tasks =
                    IntStream.range(0, 64).mapToObj(_ -> increment).toList();
            for (Future<DesiredResource> future : threads.invokeAll(tasks)) {
                future.get();
            }
        }
        assertThat(store.desired(PULSE).orElseThrow().count()).isEqualTo(64);
    }

    @Test
    void keepsTheNewestRevisionsOfEachUid() {
        save(StoreSamples.worker("pulse", "u1", 1));
        for (int i = 0; i < 7; i++) {
            save(StoreSamples.next(store.desired(PULSE).orElseThrow()));
        }
        assertThat(store.history(PULSE))
                .extracting(past -> past.revision().number())
                .containsExactly(8, 7, 6, 5, 4);
        PastRevision newest = store.history(PULSE).getFirst();
        assertThat(newest.revision())
                .isEqualTo(store.desired(PULSE).orElseThrow().revision());
        assertThat(newest.document().text()).isEqualTo("name: pulse\n# 8\n");
        assertThat(newest.deletedAt()).isEmpty();
    }

    @Test
    void keepsTheHistoryOfADeletedResourceForItsTime() {
        save(StoreSamples.worker("pulse", "u1", 1), StoreSamples.worker("other", "u2", 1));
        forget(PULSE, 0);
        assertThat(store.desired(PULSE)).isEmpty();
        assertThat(store.history(PULSE))
                .singleElement()
                .satisfies(past -> assertThat(past.deletedAt()).contains(StoreSamples.START));
        forget(ResourceKey.worker("public", "other"), 89);
        assertThat(store.history(PULSE)).hasSize(1);
        save(StoreSamples.worker("third", "u3", 1));
        forget(ResourceKey.worker("public", "third"), 91);
        assertThat(store.history(PULSE)).isEmpty();
        assertThat(store.history(ResourceKey.worker("public", "other"))).hasSize(1);
    }

    @Test
    void aNewUidClosesTheHistoryOfTheOneBefore() {
        save(StoreSamples.worker("pulse", "u1", 1));
        DesiredResource seen = store.desired(PULSE).orElseThrow();
        DesiredResource again = StoreSamples.worker("pulse", "u2", 1).withVersion(seen.version());
        save(again);
        assertThat(store.history(PULSE))
                .extracting(
                        past -> past.revision().uid().value(),
                        past -> past.deletedAt().isPresent())
                .containsExactly(tuple("u2", false), tuple("u1", true));
    }

    private static RestartRequest restart(int attempt) {
        return new RestartRequest(PULSE, new Uid("u1"), new TreeMap<>(Map.of(0, attempt, 12, 7)));
    }

    private static RolloutRecord rollout(int to) {
        return new RolloutRecord(PULSE, new Uid("u1"), 1, to, "");
    }

    @Test
    void keepsWhatIsUnfinishedUntilItIsDone() {
        save(StoreSamples.worker("pulse", "u1", 1));
        store.unfinished().keep(restart(3));
        store.unfinished().keep(rollout(2));
        store.unfinished().keep(restart(4));
        store.unfinished().keep(rollout(2).haltedFor("pulse-0 was not ready within 600 s, it exited 1"));
        assertThat(store.unfinished().restarts()).containsExactly(restart(4));
        assertThat(store.unfinished().rollouts())
                .containsExactly(rollout(2).haltedFor("pulse-0 was not ready within 600 s, it exited 1"));
        store.unfinished().forget(restart(3));
        store.unfinished().forget(rollout(2));
        assertThat(store.unfinished().restarts()).as("another is in its place").hasSize(1);
        assertThat(store.unfinished().rollouts()).hasSize(1);
        store.unfinished().forget(restart(4));
        assertThat(store.unfinished().restarts()).isEmpty();
    }

    @Test
    void whatIsUnfinishedGoesWithItsResource() {
        save(StoreSamples.worker("pulse", "u1", 1));
        store.unfinished().keep(restart(3));
        store.unfinished().keep(rollout(2));
        forget(PULSE, 1);
        assertThat(store.unfinished().restarts()).isEmpty();
        assertThat(store.unfinished().rollouts()).isEmpty();
    }

    private static SealedSecret sealed(int number, String content) {
        return new SealedSecret(StoreSamples.secret(1).key(), new Uid("s1"), number, content);
    }

    @Test
    void theValuesOfASecretComeWithItsRevisionAndStayAsLongAsThat() {
        store.commit(List.of(new Write.Save(StoreSamples.secret(1))), List.of(), List.of(sealed(1, "b25l")));
        for (int number = 2; number <= RETENTION.revisions() + 1; number++) {
            DesiredResource next = StoreSamples.secret(number)
                    .withVersion(store.desired(StoreSamples.secret(1).key())
                            .orElseThrow()
                            .version());
            store.commit(List.of(new Write.Save(next)), List.of(), List.of(sealed(number, "bmV4dA==")));
        }
        assertThat(store.secrets().find(StoreSamples.secret(1).revision())).isEmpty();
        assertThat(store.secrets().find(StoreSamples.secret(2).revision())).contains(sealed(2, "bmV4dA=="));
        assertThat(store.secrets().all()).hasSize(RETENTION.revisions());
        forget(StoreSamples.secret(1).key(), 0);
        assertThat(store.secrets().all()).as("they can be brought back").hasSize(RETENTION.revisions());
        save(StoreSamples.worker("pulse", "u1", 1));
        forget(PULSE, 91);
        assertThat(store.secrets().all()).isEmpty();
    }

    @Test
    void noValuesOfASecretAreKeptOfACommitThatIsRefused() {
        Write stale = new Write.Save(StoreSamples.secret(1).withVersion(77));
        assertThatThrownBy(() -> store.commit(List.of(stale), List.of(), List.of(sealed(1, "b25l"))))
                .isInstanceOf(StaleViewException.class);
        assertThat(store.secrets().all()).isEmpty();
    }

    @Test
    void valuesThatAreSealedAnewTakeThePlaceOfThoseThatAreThere() {
        store.commit(List.of(new Write.Save(StoreSamples.secret(1))), List.of(), List.of(sealed(1, "b25l")));
        store.secrets().replace(List.of(sealed(1, "YW5ldw=="), sealed(2, "Z29uZQ==")));
        assertThat(store.secrets().all()).containsExactly(sealed(1, "YW5ldw=="));
    }

    @Test
    void isClosedForGood() {
        store.close();
        store.close();
        assertThatThrownBy(() -> store.desired()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> save(StoreSamples.worker("pulse", "u1", 1))).isInstanceOf(IllegalStateException.class);
    }

    private void save(DesiredResource... resources) {
        store.commit(List.of(resources).stream().<Write>map(Write.Save::new).toList());
    }

    private void forget(ResourceKey key, int day) {
        long version = store.desired(key).orElseThrow().version();
        store.commit(List.of(new Write.Forget(key, version, StoreSamples.START.plus(Duration.ofDays(day)))));
    }
}
