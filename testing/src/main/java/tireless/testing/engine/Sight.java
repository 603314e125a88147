package tireless.testing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import tireless.engine.Engine;
import tireless.engine.Observation;
import tireless.engine.Subscription;
import tireless.model.Happening;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;

/** What a test sees of an engine: waits for states and remembers what happened. */
final class Sight implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final Engine engine;
    private final List<Happening> happenings = new CopyOnWriteArrayList<>();
    private final Subscription subscription;

    Sight(Engine engine) {
        this.engine = engine;
        this.subscription = engine.observe(observation -> {
            if (observation instanceof Observation.Happened(var event)) {
                happenings.add(event.happening());
            }
        });
    }

    /** Everything that happened so far, in order. */
    List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    /** Waits until the resource looks as wanted; an absent one is empty. */
    Optional<ResourceStatus> until(ResourceKey key, String what, Predicate<Optional<ResourceStatus>> wanted) {
        CountDownLatch seen = new CountDownLatch(1);
        try (Subscription _ = engine.observe(_ -> {
            if (wanted.test(engine.status(key))) {
                seen.countDown();
            }
        })) {
            boolean there = wanted.test(engine.status(key)) || seen.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            assertThat(there)
                    .as("%s, but it is %s after %s", what, engine.status(key), happenings)
                    .isTrue();
            return engine.status(key);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        }
    }

    /** Waits until exactly {@code count} replicas are ready and nothing else is there. */
    List<ReplicaStatus> untilReady(ResourceKey key, int count) {
        return until(
                        key,
                        count + " ready replicas",
                        status -> status.filter(
                                        s -> s.ready() == count && s.observed().size() == count)
                                .isPresent())
                .orElseThrow()
                .observed();
    }

    /** Waits until nothing of the resource runs. */
    void untilNothingRuns(ResourceKey key) {
        var _ = until(
                key,
                "nothing runs",
                status -> status.filter(s -> !s.observed().isEmpty()).isEmpty());
    }

    @Override
    public void close() {
        subscription.close();
    }

    /** Where the nth of a kind is among what happened. */
    static int indexOfNth(List<Happening> happenings, Class<? extends Happening> kind, int nth) {
        List<Integer> indices = IntStream.range(0, happenings.size())
                .filter(index -> kind.isInstance(happenings.get(index)))
                .boxed()
                .toList();
        assertThat(indices).as("%s in %s", kind.getSimpleName(), happenings).hasSizeGreaterThanOrEqualTo(nth);
        return indices.get(nth - 1);
    }
}
