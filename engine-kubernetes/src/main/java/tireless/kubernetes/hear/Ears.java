package tireless.kubernetes.hear;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import tireless.kubernetes.log.Feeds;
import tireless.kubernetes.log.Lanes;
import tireless.kubernetes.log.LogSource;
import tireless.model.ResourceKey;
import tireless.model.TimeSource;

/** Follows the relays of pods, and counts the lines of workers that are counted by them. Safe for use by many threads. */
public final class Ears implements AutoCloseable {
    /** Who is told, from any thread. */
    public interface Listener {
        /**
         * A relay printed a line.
         *
         * @param pod its uid
         * @param run how often the relay had been started again
         * @param arrived when it came here, since boot
         */
        void line(ResourceKey key, String pod, int run, String text, Duration arrived);

        /** What a pod prints can not be read for now; for people. */
        void deaf(ResourceKey key, String pod, String why);
    }

    /** The newest line of a relay has all that it heard so far. */
    private static final int NEWEST = 1;

    /** A relay that runs prints within it: where nothing comes, the connection may be broken. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Feeds relays;
    private final Feeds workers;
    private final Map<String, LineCount> counts = new ConcurrentHashMap<>();

    /** @param executor runs what reads one container, for as long as that takes */
    public Ears(Lanes lanes, Executor executor, RandomGenerator random, TimeSource time, Listener listener) {
        this.relays = new Feeds(lanes, executor, random, NEWEST, Optional.of(PATIENCE), new Feeds.Listener() {
            @Override
            public void line(ResourceKey key, String pod, int run, String text) {
                listener.line(key, pod, run, text, time.now().sinceBoot());
            }

            @Override
            public void broken(ResourceKey key, String pod, String why) {
                listener.deaf(key, pod, why);
            }
        });
        this.workers = new Feeds(lanes, executor, random, 0, Optional.empty(), new Feeds.Listener() {
            @Override
            public void line(ResourceKey key, String pod, int run, String text) {
                Optional.ofNullable(counts.get(pod)).ifPresent(count -> count.line(run, text));
            }

            @Override
            public void broken(ResourceKey key, String pod, String why) {
                listener.deaf(key, pod, why);
            }
        });
    }

    /** All relays of a resource that are followed from now on. */
    public void follow(ResourceKey key, List<LogSource> containers) {
        relays.see(key, containers);
    }

    /** Has a relay that should have printed something asked anew: what it is followed by may be broken, and nobody says so. */
    public void renew(ResourceKey key, String pod) {
        relays.renew(key, pod);
    }

    /**
     * All workers of a resource whose lines are counted from now on.
     *
     * @param pattern what is counted, as {@link tireless.throughput.LogCounter} has it
     */
    public void count(ResourceKey key, List<LogSource> containers, String pattern) {
        containers.forEach(source -> counts.compute(
                source.uid(),
                (_, there) -> there != null && there.isBy(pattern) ? there : new LineCount(pattern, source.run())));
        workers.see(key, containers);
    }

    /** What was counted of the worker in a pod; empty where its lines do not come at the moment. */
    public Optional<LineCount.Counted> counted(ResourceKey key, String pod) {
        OptionalInt stream = workers.stream(key, pod);
        return stream.isPresent()
                ? Optional.ofNullable(counts.get(pod)).map(count -> count.counted(stream.getAsInt()))
                : Optional.empty();
    }

    /** Has the lines of a worker asked for anew that seem to be missing: what they come by may be broken, and nobody says so. */
    public void recount(ResourceKey key, String pod) {
        workers.renew(key, pod);
    }

    /** That a pod is gone. */
    public void forget(String pod) {
        counts.remove(pod);
    }

    @Override
    public void close() {
        relays.close();
        workers.close();
    }
}
