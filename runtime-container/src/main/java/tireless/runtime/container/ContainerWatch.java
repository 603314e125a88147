package tireless.runtime.container;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.Signal;

/**
 * Looks after the clients of living containers: where a container or its monitor was killed, a client may wait for its end for ever. Such
 * a one is killed, so that its attempt ends. Costs nothing while there is none to look after.
 */
final class ContainerWatch implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int PATIENCE = 3;

    private final Containers containers;
    private final BiConsumer<AttemptId, String> told;
    private final Map<AttemptId, Watched> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("containers").daemon().factory());
    private final ScheduledFuture<?> turns;

    /**
     * An attempt that is looked after.
     *
     * @param client that of the engine
     * @param found its container, once that runs
     * @param broken how often in a row it was not whole
     */
    private record Watched(
            Engine engine, ContainerName name, ProcessStat client, Optional<ContainerProcess> found, int broken) {
        Watched with(Optional<ContainerProcess> process, int times) {
            return new Watched(engine, name, client, process, times);
        }
    }

    /** @param told for people, called from the thread of this watch: why the client of an attempt was killed */
    ContainerWatch(Containers containers, BiConsumer<AttemptId, String> told) {
        this.containers = containers;
        this.told = told;
        turns = looks.scheduleWithFixedDelay(this::look, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks after a client from now on; nothing, where it is over already. */
    void begin(AttemptId attempt, Engine engine, ContainerName name, long pid) throws IOException {
        Optional<ProcessStat> client = ProcessStat.of(pid).filter(ProcessStat::isAlive);
        client.ifPresent(
                process -> watched.putIfAbsent(attempt, new Watched(engine, name, process, Optional.empty(), 0)));
    }

    void end(AttemptId attempt) {
        watched.remove(attempt);
    }

    /** The container's processes; empty if it does not run, or not yet. */
    Optional<ContainerProcess> process(AttemptId attempt) throws IOException {
        Watched now = watched.get(attempt);
        if (now == null || now.found().isPresent()) {
            return now == null ? Optional.empty() : now.found();
        }
        Optional<ContainerProcess> found = find(now);
        watched.computeIfPresent(attempt, (_, known) -> known.found().isPresent() ? known : known.with(found, 0));
        return found;
    }

    private Optional<ContainerProcess> find(Watched now) throws IOException {
        Optional<Containers.Living> living = containers.living(now.engine(), now.name());
        return living.isPresent() ? ContainerProcess.of(living.get()) : Optional.empty();
    }

    private void look() {
        for (AttemptId attempt : watched.keySet()) {
            try {
                look(attempt);
            } catch (IOException | RuntimeException failure) {
                // The next look may go well; this one must not be the last.
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
            }
        }
    }

    private void look(AttemptId attempt) throws IOException {
        Optional<ContainerProcess> process = process(attempt);
        Watched now = watched.get(attempt);
        if (now == null || process.isEmpty()) {
            return;
        }
        int broken = process.get().isWhole() ? 0 : now.broken() + 1;
        watched.computeIfPresent(attempt, (_, known) -> known.with(process, broken));
        if (broken >= PATIENCE && kill(now.client())) {
            told.accept(
                    attempt,
                    "its container, or what %s keeps it with, was killed, and its client did not notice: it is ended"
                            .formatted(now.engine().name()));
            end(attempt);
        }
    }

    /** False if it is over. */
    private static boolean kill(ProcessStat client) throws IOException {
        try (Pidfd process = Pidfd.open(client.pid()).orElse(null)) {
            return process != null && client.again().isPresent() && process.send(Signal.KILL);
        }
    }

    @Override
    public void close() {
        turns.cancel(true);
        looks.shutdownNow();
    }
}
