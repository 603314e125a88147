package tireless.engine.loop;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Keys that wait, each at most once, each with the time from which it is due. Carries keys and never events: whoever takes a key
 * looks at the state as it is then. Times are since boot. Not safe for use by several threads; its owner works on one key at a time.
 */
public final class KeyQueue<K extends Comparable<K>> {
    private record Entry<K>(Duration due, K key) {}

    private final Map<K, Duration> dueByKey = new HashMap<>();
    private final TreeSet<Entry<K>> order =
            new TreeSet<>(Comparator.<Entry<K>, Duration>comparing(Entry::due).thenComparing(Entry::key));

    /** Adds {@code key}, or makes it due earlier if it already waits; never later. */
    public void add(K key, Duration due) {
        Duration before = dueByKey.get(key);
        if (before != null) {
            if (before.compareTo(due) <= 0) {
                return;
            }
            order.remove(new Entry<>(before, key));
        }
        dueByKey.put(key, due);
        order.add(new Entry<>(due, key));
    }

    /** Takes the key that has been due longest; empty if none is due at {@code now}. */
    public Optional<K> take(Duration now) {
        if (order.isEmpty() || order.first().due().compareTo(now) > 0) {
            return Optional.empty();
        }
        K key = order.removeFirst().key();
        dueByKey.remove(key);
        return Optional.of(key);
    }

    /** How many keys wait. */
    public int size() {
        return order.size();
    }

    /** When the next key is due; empty if none waits. */
    public Optional<Duration> nextDue() {
        return order.isEmpty() ? Optional.empty() : Optional.of(order.first().due());
    }

    /** Takes {@code key} out, if it waits. */
    public void remove(K key) {
        Duration due = dueByKey.remove(key);
        if (due != null) {
            order.remove(new Entry<>(due, key));
        }
    }
}
