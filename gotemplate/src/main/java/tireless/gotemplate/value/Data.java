package tireless.gotemplate.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tireless.gotemplate.budget.Budget;

/** Plain data becomes values: whole numbers are Go's int64, others its float64, keys of maps are texts. */
public final class Data {
    private final Budget budget;

    /** @param budget of the rendering that the values are for */
    public Data(Budget budget) {
        this.budget = budget;
    }

    /**
     * A copy of {@code plain} that shares nothing with it, so that no template changes what is the caller's.
     *
     * @param plain maps, lists, texts, numbers, truths and null, as readers of YAML and JSON give them; or a value
     * @throws IllegalArgumentException if there is anything else in it
     */
    public Value value(@Nullable Object plain) {
        budget.step();
        return switch (plain) {
            case null -> Value.Nothing.NIL;
            case Value value -> value;
            case CharSequence text -> Value.of(text.toString());
            case Boolean truth -> Value.of(truth.booleanValue());
            case Integer number -> Value.of(number.longValue());
            case Long number -> Value.of(number.longValue());
            case Float number -> Value.of(number.doubleValue());
            case Double number -> Value.of(number.doubleValue());
            case List<?> list -> budget.deeper(() -> items(list));
            case Map<?, ?> map -> budget.deeper(() -> entries(map));
            default ->
                throw new IllegalArgumentException(
                        "templates know no " + plain.getClass().getName());
        };
    }

    private Value items(List<?> list) {
        // No stream: its frames would make deep data need a much larger stack.
        List<Value> items = new ArrayList<>(list.size());
        for (Object item : list) {
            items.add(value(item));
        }
        return Value.of(items);
    }

    private Value entries(Map<?, ?> map) {
        SortedMap<String, Value> entries = Utf8.sortedMap();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.put(String.valueOf(entry.getKey()), value(entry.getValue()));
        }
        return Value.of(entries);
    }
}
