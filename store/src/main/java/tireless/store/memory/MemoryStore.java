package tireless.store.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tireless.model.ResourceKey;
import tireless.model.RolloutRecord;
import tireless.model.Uid;
import tireless.plan.DesiredResource;
import tireless.store.Commits;
import tireless.store.Journal;
import tireless.store.Outbox;
import tireless.store.PastRevision;
import tireless.store.Retention;
import tireless.store.SealedSecret;
import tireless.store.SealedSecrets;
import tireless.store.SeriesChunks;
import tireless.store.Store;
import tireless.store.Unfinished;
import tireless.store.Write;

/** A store that lives as long as its object. Nothing in it can fail, and nothing is queued. */
public final class MemoryStore implements Store {
    private final Retention retention;
    private final MemoryJournal journal;
    private final NavigableMap<ResourceKey, DesiredResource> resources = new TreeMap<>();
    /** Newest first. */
    private final Map<ResourceKey, List<PastRevision>> history = new HashMap<>();

    private final MemoryUnfinished unfinished = new MemoryUnfinished();
    private final MemorySealed sealed = new MemorySealed();
    private final MemorySeries series = new MemorySeries();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private long lastVersion = DesiredResource.NEW;
    private boolean closed;

    public MemoryStore() {
        this(Retention.DEFAULT);
    }

    public MemoryStore(Retention retention) {
        this.retention = retention;
        this.journal = new MemoryJournal(retention.events());
    }

    @Override
    public synchronized SortedMap<ResourceKey, DesiredResource> desired() {
        requireOpen();
        return Collections.unmodifiableNavigableMap(new TreeMap<>(resources));
    }

    @Override
    public synchronized Optional<DesiredResource> desired(ResourceKey key) {
        requireOpen();
        return Optional.ofNullable(resources.get(key));
    }

    @Override
    public synchronized void commit(List<Write> writes, List<RolloutRecord> begun, List<SealedSecret> secrets) {
        requireOpen();
        Commits.check(writes, resources::get);
        for (Write write : writes) {
            switch (write) {
                case Write.Save(DesiredResource next) -> save(resources.get(next.key()), next);
                case Write.Expect _ -> {}
                case Write.Forget forget -> {
                    end(resources.remove(forget.key()), forget.at());
                    prune(forget.at());
                }
            }
        }
        begun.forEach(unfinished::keep);
        secrets.forEach(sealed::put);
        sealed.retain(history.values().stream()
                .flatMap(List::stream)
                .map(past -> MemorySealed.Place.of(past.revision()))
                .collect(Collectors.toSet()));
    }

    private void save(@Nullable DesiredResource before, DesiredResource next) {
        if (before != null && !before.revision().uid().equals(next.revision().uid())) {
            end(before, next.revision().createdAt());
        }
        if (Commits.isNewRevision(before, next.revision())) {
            List<PastRevision> past = history.computeIfAbsent(next.key(), _ -> new ArrayList<>());
            past.addFirst(new PastRevision(next.revision(), next.document(), Optional.empty()));
            trim(past, next.revision().uid());
        }
        resources.put(next.key(), next.withVersion(++lastVersion));
    }

    private void trim(List<PastRevision> past, Uid uid) {
        List<PastRevision> own = past.stream()
                .filter(revision -> revision.revision().uid().equals(uid))
                .skip(retention.revisions())
                .toList();
        past.removeAll(own);
    }

    private void end(@Nullable DesiredResource before, Instant at) {
        if (before != null) {
            Uid uid = before.revision().uid();
            unfinished.end(before.key());
            history.getOrDefault(before.key(), new ArrayList<>())
                    .replaceAll(past -> past.revision().uid().equals(uid)
                            ? new PastRevision(past.revision(), past.document(), Optional.of(at))
                            : past);
        }
    }

    private void prune(Instant at) {
        Instant oldest = at.minus(retention.afterDelete());
        history.values()
                .forEach(revisions -> revisions.removeIf(past -> past.deletedAt()
                        .filter(deleted -> deleted.isBefore(oldest))
                        .isPresent()));
        history.values().removeIf(List::isEmpty);
        journal.forget(oldest, resources.keySet());
    }

    @Override
    public synchronized List<PastRevision> history(ResourceKey key) {
        requireOpen();
        return List.copyOf(history.getOrDefault(key, List.of()));
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Unfinished unfinished() {
        return unfinished;
    }

    @Override
    public SealedSecrets secrets() {
        return sealed;
    }

    @Override
    public SeriesChunks series() {
        return series;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public synchronized void close() {
        closed = true;
        journal.close();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
    }
}
