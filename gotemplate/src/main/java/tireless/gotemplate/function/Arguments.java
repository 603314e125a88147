package tireless.gotemplate.function;

import java.util.List;
import java.util.SortedMap;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.budget.Budget;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** The arguments of one call. They are of the types that the function's signature asks for. */
public record Arguments(List<Value> values, Budget budget) {
    private static final int COMPARED_PER_CHARACTER = 64;

    public int count() {
        return values.size();
    }

    public Value value(int index) {
        return values.get(index);
    }

    public String text(int index) {
        return as(Value.Text.class, index).text();
    }

    public int whole(int index) {
        return Math.clamp(as(Value.Whole.class, index).number(), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    public double real(int index) {
        return as(Value.Real.class, index).number();
    }

    public boolean truth(int index) {
        return as(Value.Truth.class, index).truth();
    }

    /** The map itself, so that changes of it are seen; an empty one for none. */
    public SortedMap<String, Value> entries(int index) {
        return value(index) instanceof Value.Entries map ? map.entries() : Utf8.sortedMap();
    }

    public Value.Moment moment(int index) {
        return as(Value.Moment.class, index);
    }

    /** All from this one on. */
    public List<Value> from(int index) {
        return values.subList(Math.min(index, values.size()), values.size());
    }

    /** One text is about to be looked for in another, at worst at each of its characters. */
    public void search(String text, String wanted) {
        budget.characters((long) text.length() * wanted.length() / COMPARED_PER_CHARACTER);
    }

    /** A text to be made. */
    public BoundedText newText() {
        return new BoundedText(budget);
    }

    /** The signature asks for nothing else there. */
    private <T extends Value> T as(Class<T> type, int index) {
        return type.cast(value(index));
    }
}
