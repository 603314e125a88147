package tireless.gotemplate.function;

import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** Whether two values are the same in all their parts. Those of different types are not: `1` of a template and of the data are int and int64. */
final class Equality {
    /** So many characters compare as fast as one is made. */
    private static final int CHEAP = 16;

    private final Budget budget;

    Equality(Budget budget) {
        this.budget = budget;
    }

    boolean deep(Value left, Value right) {
        budget.step();
        if (!Types.type(left).equals(Types.type(right))) {
            return false;
        }
        return switch (left) {
            case Value.Items items
            when right instanceof Value.Items others -> budget.deeper(() -> items(items.items(), others.items()));
            case Value.Entries entries
            when right instanceof Value.Entries others ->
                budget.deeper(() -> entries(entries.entries(), others.entries()));
            case Value.Text text
            when right instanceof Value.Text other -> {
                budget.characters(Math.min(text.text().length(), other.text().length()) / CHEAP);
                yield text.equals(other);
            }
            case Value.Real real when right instanceof Value.Real other -> real.number() == other.number();
            case Value.Nothing _,
                    Value.Text _,
                    Value.Whole _,
                    Value.Real _,
                    Value.Truth _,
                    Value.Moment _,
                    Value.Items _,
                    Value.Entries _ -> left.equals(right) || left instanceof Value.Nothing;
        };
    }

    private boolean items(List<Value> left, List<Value> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Iterator<Value> others = right.iterator();
        for (Value item : left) {
            if (!deep(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean entries(SortedMap<String, Value> left, SortedMap<String, Value> right) {
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        Iterator<Value> others = right.values().iterator();
        for (Value value : left.values()) {
            if (!deep(value, others.next())) {
                return false;
            }
        }
        return true;
    }
}
