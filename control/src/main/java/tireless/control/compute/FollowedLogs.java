package tireless.control.compute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import tireless.engine.Engine;
import tireless.engine.LogQuery;
import tireless.engine.LogSubscription;
import tireless.engine.ReplicaLine;
import tireless.engine.UnreadOutput;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;

/** The output of a resource wherever it is: from one engine after the other. Safe for use by many threads. */
final class FollowedLogs implements LogSubscription {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);

    private final ResourceKey key;
    private final LogQuery query;
    private final Consumer<ReplicaLine> reader;
    private final Consumer<FollowedLogs> ended;
    private final Map<Engine, LogSubscription> followed = new LinkedHashMap<>();
    private final List<LogSubscription> parting = new ArrayList<>();
    private final CompletableFuture<UncheckedIOException> failure = new CompletableFuture<>();
    private boolean begun;
    private boolean over;

    /** @param ended told when nothing more is handed over */
    FollowedLogs(ResourceKey key, LogQuery query, Consumer<ReplicaLine> reader, Consumer<FollowedLogs> ended) {
        this.key = key;
        this.query = query;
        this.reader = reader;
        this.ended = ended;
    }

    ResourceKey key() {
        return key;
    }

    /**
     * Follows it on an engine too, unless it does already. The first one is asked for what there was before, too; on a later one everything is
     * new.
     *
     * @throws TirelessException as {@link Engine#logs}
     */
    synchronized void on(Engine engine) {
        if (over || followed.containsKey(engine)) {
            return;
        }
        LogSubscription logs = engine.logs(key, begun ? LogQuery.following(query.back()) : query, reader);
        begun = true;
        logs.whenFailed(failure::complete);
        followed.put(engine, logs);
    }

    /** The same where nobody can be refused any more: whoever follows is told. */
    void goOn(Engine engine) {
        try {
            on(engine);
        } catch (TirelessException refused) {
            failure.complete(new UncheckedIOException(new IOException(refused.getMessage(), refused)));
        }
    }

    /** Nothing of it is left on an engine: what it wrote there is handed over to its end. */
    synchronized void left(Engine engine) {
        LogSubscription logs = followed.remove(engine);
        if (logs != null) {
            parting.add(logs);
            Thread.ofVirtual().name("last lines of " + key).start(() -> finish(logs));
        }
    }

    private void finish(LogSubscription logs) {
        try {
            var _ = logs.drain(LAST_WORDS);
        } catch (UncheckedIOException unreadable) {
            failure.complete(unreadable);
        }
        synchronized (this) {
            parting.remove(logs);
        }
    }

    private synchronized List<LogSubscription> end() {
        over = true;
        List<LogSubscription> all = new ArrayList<>(parting);
        all.addAll(followed.values());
        followed.clear();
        return all;
    }

    @Override
    public List<UnreadOutput> drain(Duration patience) {
        List<UnreadOutput> unread = new ArrayList<>();
        for (LogSubscription logs : end()) {
            unread.addAll(logs.drain(patience));
        }
        ended.accept(this);
        return unread;
    }

    @Override
    public void whenFailed(Consumer<UncheckedIOException> told) {
        var _ = failure.thenAccept(told);
    }

    @Override
    public void close() {
        end().forEach(LogSubscription::close);
        ended.accept(this);
    }
}
