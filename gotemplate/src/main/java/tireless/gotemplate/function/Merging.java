package tireless.gotemplate.function;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Value;

/** Puts the entries of one map into another: those that are lacking or empty there, or all; maps in both are merged in turn. */
final class Merging {
    private final Budget budget;
    private final boolean overwrites;

    Merging(Budget budget, boolean overwrites) {
        this.budget = budget;
        this.overwrites = overwrites;
    }

    void merge(SortedMap<String, Value> into, SortedMap<String, Value> from) {
        for (Map.Entry<String, Value> entry : List.copyOf(from.entrySet())) {
            budget.step();
            merge(into, entry.getKey(), entry.getValue());
        }
    }

    private void merge(SortedMap<String, Value> into, String key, Value value) {
        Value old = into.get(key);
        if (value instanceof Value.Nothing) {
            if (overwrites) {
                into.put(key, value);
            }
        } else if (value instanceof Value.Entries from && old instanceof Value.Entries both) {
            budget.deeper(() -> {
                merge(both.entries(), from.entries());
                return both;
            });
        } else if (overwrites || !isFull(old)) {
            into.put(key, value);
        }
    }

    private static boolean isFull(@Nullable Value value) {
        return value != null && !DefaultFunctions.isEmpty(value);
    }
}
