package tireless.gotemplate.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            case Value.Items items -> budget.deeper(() -> items(items));
            case Value.Entries entries -> budget.deeper(() -> entries(entries));
            case Value.Nothing _, Value.Text _, Value.Whole _, Value.Real _, Value.Truth _, Value.Moment _ -> value;
        };
    }

    private Value items(Value.Items from) {
        List<Value> copy = new ArrayList<>(from.items().size());
        for (Value item : from.items()) {
            copy.add(deep(item));
        }
        return new Value.Items(from.element(), copy);
    }

    private Value entries(Value.Entries from) {
        SortedMap<String, Value> copy = Utf8.sortedMap();
        for (Map.Entry<String, Value> entry : from.entries().entrySet()) {
            copy.put(entry.getKey(), deep(entry.getValue()));
        }
        return new Value.Entries(from.element(), copy);
    }
}
