package tireless.control;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tireless.engine.Engine;
import tireless.engine.Observation;
import tireless.engine.Subscription;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.RestartRequest;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;
import tireless.store.StaleViewException;
import tireless.store.Store;
import tireless.store.Unfinished;
import tireless.store.Write;

/** Writes down what an engine tells: events into the journal, the end of what was to be deleted, what became of a roll-out, and that a restart is done. */
public final class Recorder implements AutoCloseable {
    private final Store store;
    private final TimeSource time;
    private final Consumer<ResourceKey> gone;
    private final Consumer<TirelessException> failures;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("record").factory());
    private final Engine engine;
    private final Rollouts rollouts;

    /** Of which a request to restart may be stored. */
    private final Set<ResourceKey> restarting = ConcurrentHashMap.newKeySet();

    private final Subscription subscription;

    /**
     * Listens from now on; to be made before the engine adopts anything.
     *
     * @param gone told of a resource that was forgotten
     * @param failures told what could not be written; it is done later, by the next server at the latest
     */
    public Recorder(
            Store store,
            Engine engine,
            TimeSource time,
            Consumer<ResourceKey> gone,
            Consumer<TirelessException> failures) {
        this.store = store;
        this.time = time;
        this.gone = gone;
        this.failures = failures;
        this.engine = engine;
        this.rollouts = new Rollouts(store, engine);
        store.unfinished().restarts().forEach(request -> restarting.add(request.resource()));
        this.subscription = engine.observe(this::hear);
    }

    private void hear(Observation observation) {
        if (observation instanceof Observation.Happened(Event event)) {
            store.journal().append(event);
            hear(event);
        } else if (observation instanceof Observation.Changed(ResourceStatus status)
                && restarting.contains(status.key())) {
            writer.execute(() -> noteRestarted(status.key()));
        }
    }

    private void hear(Event event) {
        switch (event.happening()) {
            case Happening.Removed() -> writer.execute(() -> forget(event));
            case Happening.RestartRequested() -> {
                restarting.add(event.resource());
                writer.execute(() -> note(event));
            }
            case Happening.RolloutHalted _, Happening.RolloutFinished _, Happening.Moved _ ->
                writer.execute(() -> note(event));
            default -> {}
        }
    }

    private void note(Event event) {
        try {
            rollouts.note(event);
        } catch (TirelessException refused) {
            failures.accept(refused);
        }
    }

    /** Asks for the newest status, as a request may be younger than the one that was told. */
    private void noteRestarted(ResourceKey key) {
        try {
            Unfinished unfinished = store.unfinished();
            Optional<RestartRequest> request = unfinished.restart(key);
            boolean done = request.isEmpty()
                    || engine.status(key).filter(request.get()::isDone).isPresent();
            if (done) {
                request.ifPresent(unfinished::forget);
                restarting.remove(key);
                // Another one may have come before it was removed.
                unfinished.restart(key).ifPresent(_ -> restarting.add(key));
            }
        } catch (TirelessException refused) {
            failures.accept(refused);
        }
    }

    private void forget(Event removed) {
        try {
            boolean done = false;
            while (!done) {
                Optional<DesiredResource> resource =
                        store.desired(removed.resource()).filter(found -> isTheOne(found, removed));
                done = resource.isEmpty() || forget(resource.get());
            }
        } catch (TirelessException refused) {
            failures.accept(refused);
        }
    }

    private boolean forget(DesiredResource resource) {
        try {
            store.commit(List.of(new Write.Forget(
                    resource.key(), resource.version(), time.now().wall())));
            gone.accept(resource.key());
            return true;
        } catch (StaleViewException _) {
            // Somebody was faster: it is asked again whether it is still to go.
            return false;
        }
    }

    /** A resource of the same name that was created meanwhile stays. */
    private static boolean isTheOne(DesiredResource resource, Event removed) {
        return resource.power() == Power.REMOVED && resource.revision().uid().equals(removed.uid());
    }

    @Override
    public void close() {
        subscription.close();
        writer.close();
    }
}
