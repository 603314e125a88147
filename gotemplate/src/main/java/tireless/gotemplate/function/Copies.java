package tireless.gotemplate.function;

import java.util.SortedMap;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Copies that share no map with what they are copies of. */
final class Copies {
    private final Budget budget;

    Copies(Budget budget) {
        this.budget = budget;
    }

    Value deep(Value value) {
        budget.step();
        return switch (value) {
            case Value.Items items ->
                budget.deeper(() -> new Value.Items(
                        items.element(), items.items().stream().map(this::deep).toList()));
            case Value.Entries entries -> budget.deeper(() -> entries(entries));
            case Value.Nothing _, Value.Text _, Value.Whole _, Value.Real _, Value.Truth _, Value.Moment _ -> value;
        };
    }

    private Value entries(Value.Entries from) {
        SortedMap<String, Value> copy = Utf8.sortedMap();
        from.entries().forEach((key, value) -> copy.put(key, deep(value)));
        return new Value.Entries(from.element(), copy);
    }
}
