package tireless.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tireless.engine.Engine;
import tireless.engine.Observation;
import tireless.engine.Subscription;
import tireless.model.Happening;
import tireless.model.Phase;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;

/** What a test sees of an engine: waits for states, and remembers what happened. */
final class EngineWatch implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Engine engine;
    private final List<Happening> happenings = new CopyOnWriteArrayList<>();
    private final Subscription subscription;

    EngineWatch(Engine engine) {
        this.engine = engine;
        this.subscription = engine.observe(observation -> {
            if (observation instanceof Observation.Happened(var event)) {
                happenings.add(event.happening());
            }
        });
    }

    List<Happening> happenings() {
        return List.copyOf(happenings);
    }

    /** Waits until what there is looks as wanted. */
    void untilAll(Predicate<List<ResourceStatus>> wanted) {
        CountDownLatch seen = new CountDownLatch(1);
        try (Subscription _ = engine.observe(_ -> {
            if (wanted.test(engine.statuses())) {
                seen.countDown();
            }
        })) {
            if (!wanted.test(engine.statuses()) && !seen.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it is " + engine.statuses() + " after " + happenings);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    ResourceStatus until(ResourceKey key, Predicate<ResourceStatus> wanted) {
        untilAll(_ -> engine.status(key).filter(wanted).isPresent());
        return engine.status(key).orElseThrow();
    }

    /** Waits until something is told that has all of {@code words}. */
    void untilTold(String... words) {
        untilAll(_ -> happenings.stream()
                .anyMatch(happening -> happening instanceof Happening.Warned(String what) && has(what, words)));
    }

    void untilGone(ResourceKey key) {
        untilAll(_ -> engine.status(key).isEmpty());
    }

    ResourceStatus untilReady(ResourceKey key, int count) {
        return until(key, status -> status.ready() == count && status.observed().size() == count);
    }

    /** Waits until a replica is pending for a reason that has all of {@code words}. */
    String untilPending(ResourceKey key, String... words) {
        ResourceStatus status =
                until(key, s -> pending(s).filter(why -> has(why, words)).isPresent());
        return pending(status).orElseThrow();
    }

    /** Waits until the remarks on the whole have all of {@code words}. */
    String untilRemarked(ResourceKey key, String... words) {
        return until(key, status -> has(status.rollout(), words)).rollout();
    }

    private static Optional<String> pending(ResourceStatus status) {
        return status.observed().stream()
                .map(replica -> replica.phase() instanceof Phase.Pending(String why) ? why : "")
                .filter(why -> !why.isEmpty())
                .findFirst();
    }

    private static boolean has(String text, String... words) {
        return List.of(words).stream().allMatch(text::contains);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
