package tireless.store.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import tireless.store.Outbox;
import tireless.store.OutboxEntry;

/** What is to be told, for as long as its store lives. */
final class MemoryOutbox implements Outbox {
    private final Map<String, OutboxEntry> entries = new LinkedHashMap<>();
    private OptionalLong cursor = OptionalLong.empty();

    @Override
    public synchronized OptionalLong cursor() {
        return cursor;
    }

    @Override
    public synchronized List<OutboxEntry> all() {
        return List.copyOf(entries.values());
    }

    @Override
    public synchronized void change(List<OutboxEntry> put, Set<String> removed, OptionalLong next) {
        removed.forEach(entries::remove);
        put.forEach(entry -> entries.put(entry.id(), entry));
        if (next.isPresent()) {
            cursor = next;
        }
    }

    @Override
    public synchronized void rest() {
        cursor = OptionalLong.empty();
    }
}
