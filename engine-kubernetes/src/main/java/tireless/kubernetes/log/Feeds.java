package tireless.kubernetes.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.Refusals;
import tireless.model.ResourceKey;

/** What containers print from now on, line by line and for as long as that is wanted, whatever breaks meanwhile. Safe for use by many threads. */
public final class Feeds implements AutoCloseable {
    /** Between giving up on one and asking for it again; up to twice as long, so that not all ask at once. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /** Who is told. Each container has a thread of its own. */
    public interface Listener {
        /**
         * A line of a container.
         *
         * @param pod its uid
         * @param run how often the container had been started again
         */
        void line(ResourceKey key, String pod, int run, String text);

        /** It can not be read for now, and is tried again. For people. */
        void broken(ResourceKey key, String pod, String why);
    }

    private final PodOutput output;
    private final Executor executor;
    private final RandomGenerator random;
    private final int last;
    private final Listener listener;

    // Guarded by this.
    private final Map<ResourceKey, Map<String, Feed>> feeds = new HashMap<>();
    private boolean closed;

    /**
     * Reads nothing yet.
     *
     * @param executor runs what reads one container, for as long as that takes
     * @param last how many of the lines that one that runs already has printed are read; one that begins later is read whole
     * @param patience how long the first word of an answer may take; empty for ever, as nothing may be printed yet
     */
    public Feeds(
            Lanes lanes,
            Executor executor,
            RandomGenerator random,
            int last,
            Optional<Duration> patience,
            Listener listener) {
        this.output = new PodOutput(lanes, patience);
        this.executor = executor;
        this.random = random;
        this.last = last;
        this.listener = listener;
    }

    /** All containers of a resource that are read from now on, one a pod. */
    public synchronized void see(ResourceKey key, List<LogSource> sources) {
        if (closed) {
            return;
        }
        Map<String, Feed> own = feeds.computeIfAbsent(key, _ -> new HashMap<>());
        Map<String, LogSource> wanted = sources.stream().collect(Collectors.toMap(LogSource::uid, source -> source));
        own.entrySet().removeIf(entry -> {
            boolean goes = !wanted.containsKey(entry.getKey());
            if (goes) {
                entry.getValue().course.close();
            }
            return goes;
        });
        wanted.forEach((uid, source) -> {
            Feed there = own.get(uid);
            if (there == null) {
                Feed feed = new Feed(key, source);
                own.put(uid, feed);
                feed.begin(
                        LogPosition.start(uid, source.run()),
                        source.state() == LogSource.State.COMING
                                ? PodReading.Start.ALL
                                : new PodReading.Start(last, Optional.empty()));
            } else {
                there.course.see(source);
            }
        });
        if (own.isEmpty()) {
            feeds.remove(key);
        }
    }

    /** By the how manieth stream it comes here at the moment what the container of a pod prints; empty where it does not. */
    public synchronized OptionalInt stream(ResourceKey key, String pod) {
        Feed feed = feeds.getOrDefault(key, Map.of()).get(pod);
        return feed == null ? OptionalInt.empty() : feed.course.stream();
    }

    /** Asks for what the container of a pod prints anew, where it is read. */
    public synchronized void renew(ResourceKey key, String pod) {
        Optional.ofNullable(feeds.getOrDefault(key, Map.of()).get(pod)).ifPresent(feed -> feed.course.renew());
    }

    @Override
    public synchronized void close() {
        closed = true;
        feeds.values().forEach(own -> own.values().forEach(feed -> feed.course.close()));
        feeds.clear();
    }

    /** One container. */
    private final class Feed {
        private final ResourceKey key;
        private final String pod;
        private final Course course;

        Feed(ResourceKey key, LogSource source) {
            this.key = key;
            this.pod = source.uid();
            this.course = new Course(source, true);
        }

        void begin(LogPosition from, PodReading.Start start) {
            PodReading reading = new PodReading(
                    output, course, from, start, (line, at) -> listener.line(key, pod, at.run(), line.text()));
            var _ = reading.over().whenComplete((_, thrown) -> {
                if (thrown != null && !course.look().closed()) {
                    listener.broken(key, pod, Refusals.innermost(thrown));
                    again(reading.position());
                }
            });
            executor.execute(reading);
        }

        private void again(LogPosition from) {
            long pause = PAUSE.toMillis() + random.nextLong(PAUSE.toMillis());
            PodReading.Start start =
                    from.time().isEmpty() ? new PodReading.Start(last, Optional.empty()) : PodReading.Start.ALL;
            CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS, executor)
                    .execute(() -> {
                        if (!course.look().closed()) {
                            begin(from, start);
                        }
                    });
        }
    }
}
