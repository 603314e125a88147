package tireless.autoscale;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import tireless.engine.Engine;
import tireless.model.Event;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.cluster.CountOwner;
import tireless.model.scaling.Scaling;
import tireless.plan.DesiredResource;

/**
 * Scales every worker that says how. It alone sets their counts. Each worker has a virtual thread of its own, which looks, decides, and
 * waits for its next look, at a {@link Beat} that all have in common; the first ones are spread over a polling interval. Safe for use by many threads.
 */
public final class Autoscaler implements AutoCloseable {
    /** After a look that the store was in the way of. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Engine engine;
    private final TriggerSource source;
    private final CountSink sink;
    private final Function<ResourceKey, Optional<DesiredResource>> desired;
    private final TimeSource time;
    private final RandomGenerator random;
    private final Consumer<Event> told;
    private final Function<ResourceKey, List<Event>> past;
    private final Map<ResourceKey, Loop> loops = new ConcurrentHashMap<>();

    /**
     * @param told of triggers that begin to fail, and of those that work again; must return at once
     * @param past what happened to a resource lately, the newest first
     * @param desired what is desired of a resource now, as it is stored
     */
    public Autoscaler(
            Engine engine,
            TriggerSource source,
            CountSink sink,
            Consumer<Event> told,
            Function<ResourceKey, List<Event>> past,
            Function<ResourceKey, Optional<DesiredResource>> desired,
            TimeSource time,
            RandomGenerator random) {
        this.engine = engine;
        this.source = source;
        this.sink = sink;
        this.desired = desired;
        this.time = time;
        this.random = random;
        this.told = told;
        this.past = past;
    }

    /** To be told of every resource whose desired state may be another one, and of all once at the beginning. Returns at once. */
    public void changed(ResourceKey key) {
        if (key.type().isSecret()) {
            loops.values().stream()
                    .map(loop -> loop.worker)
                    .filter(ScaledWorker::usesSecrets)
                    .forEach(ScaledWorker::openAnew);
            return;
        }
        loops.compute(key, (_, known) -> {
            Optional<DesiredResource> scaled = desired.apply(key).filter(Autoscaler::isScaled);
            if (scaled.isEmpty()) {
                if (known != null) {
                    known.end();
                }
                return null;
            }
            if (known != null) {
                if (known.worker.desire(scaled.get())) {
                    known.wake();
                }
                return known;
            }
            Loop loop = new Loop(
                    new ScaledWorker(scaled.get(), engine, source, this::set, told, () -> past.apply(key), time), time);
            loop.begin(key, first(scaled.get()));
            return loop;
        });
    }

    private void set(ResourceKey key, Uid uid, int replicas, String why) {
        sink.scale(key, uid, replicas, why);
        changed(key);
    }

    /** How the scaling of a worker goes; {@link ScalingState#NONE} where nothing scales it. */
    public ScalingState state(ResourceKey key) {
        return Optional.ofNullable(loops.get(key))
                .map(loop -> loop.worker.state())
                .orElse(ScalingState.NONE);
    }

    private static boolean isScaled(DesiredResource resource) {
        return resource.power() != Power.REMOVED
                && resource.revision().runs()
                && isOurs(resource.revision().workload());
    }

    /** Whether a workload is scaled here: one on a cluster may be scaled there, and its count has one owner. */
    public static boolean isOurs(Workload workload) {
        return workload.scaling().isPresent()
                && (workload.cluster().isEmpty() || CountOwner.of(workload) == CountOwner.TIRELESS);
    }

    private Duration first(DesiredResource resource) {
        long polling = resource.revision()
                .workload()
                .scaling()
                .map(Scaling::cadence)
                .map(cadence -> cadence.polling().toNanos())
                .orElse(1L);
        return Duration.ofNanos(
                random.nextLong(Math.min(polling, Duration.ofSeconds(2).toNanos())));
    }

    @Override
    public void close() {
        loops.values().forEach(Loop::end);
        loops.clear();
    }

    /** The thread of one worker. */
    private static final class Loop {
        private final ScaledWorker worker;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final TimeSource time;
        private boolean ended;
        private boolean woken;

        private Loop(ScaledWorker worker, TimeSource time) {
            this.worker = worker;
            this.time = time;
        }

        private void begin(ResourceKey key, Duration first) {
            Thread.ofVirtual().name("scaling of " + key).start(() -> run(first));
        }

        private void run(Duration first) {
            try {
                Duration pause = first;
                while (await(pause)) {
                    pause = look();
                }
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } finally {
                worker.close();
            }
        }

        /** What can not be read or told, as where the store is damaged, must not end the scaling of what runs. */
        private Duration look() throws InterruptedException {
            try {
                return worker.look();
            } catch (TirelessException refused) {
                return AGAIN;
            }
        }

        /** False where nothing is to be looked at any more. */
        private boolean await(Duration pause) throws InterruptedException {
            lock.lock();
            try {
                long left = Beat.until(time.now().sinceBoot(), pause).toNanos();
                while (!ended && !woken && left > 0) {
                    left = news.awaitNanos(left);
                }
                woken = false;
                return !ended;
            } finally {
                lock.unlock();
            }
        }

        private void wake() {
            signal(false);
        }

        private void end() {
            worker.end();
            signal(true);
        }

        private void signal(boolean end) {
            lock.lock();
            try {
                ended |= end;
                woken = true;
                news.signal();
            } finally {
                lock.unlock();
            }
        }
    }
}
