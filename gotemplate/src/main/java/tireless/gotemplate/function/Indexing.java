package tireless.gotemplate.function;

import java.util.List;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;
import tireless.gotemplate.value.Width;

/** `index` and `slice` of texts, lists and maps. */
final class Indexing {
    private static final int MOST_BOUNDS = 2;

    private Indexing() {}

    static Value index(Arguments call) {
        Value at = call.value(0);
        if (at instanceof Value.Nothing) {
            throw new FunctionFailed("there is no value to take a part of");
        }
        for (Value index : call.from(1)) {
            at = part(at, index);
        }
        return at;
    }

    private static Value part(Value whole, Value index) {
        return switch (whole) {
            case Value.Text text -> {
                byte[] bytes = Utf8.bytes(text.text());
                yield new Value.Whole(bytes[place(index, bytes.length - 1)] & 0xFF, Width.UINT8);
            }
            case Value.Items items ->
                items.items().get(place(index, items.items().size() - 1));
            case Value.Entries entries -> {
                if (index instanceof Value.Text key) {
                    yield entries.entries()
                            .getOrDefault(key.text(), entries.element().zero());
                }
                throw new FunctionFailed("the keys of a map are texts, not %s".formatted(Types.type(index)));
            }
            case Value.Nothing _, Value.Whole _, Value.Real _, Value.Truth _, Value.Moment _ ->
                throw new FunctionFailed("%s has no parts".formatted(Types.type(whole)));
        };
    }

    static Value slice(Arguments call) {
        Value of = call.value(0);
        return switch (of) {
            case Value.Text text -> {
                int[] bounds = bounds(call, MOST_BOUNDS, Utf8.length(text.text()));
                yield Value.of(Utf8.slice(text.text(), bounds[0], bounds[1]));
            }
            case Value.Items items -> {
                int[] bounds = bounds(call, MOST_BOUNDS + 1, items.items().size());
                yield new Value.Items(items.element(), items.items().subList(bounds[0], bounds[1]));
            }
            case Value.Nothing _, Value.Whole _, Value.Real _, Value.Truth _, Value.Entries _, Value.Moment _ ->
                throw new FunctionFailed("%s can not be cut".formatted(Types.type(of)));
        };
    }

    private static int[] bounds(Arguments call, int most, int length) {
        List<Value> indexes = call.from(1);
        if (indexes.size() > most) {
            throw new FunctionFailed("there are more bounds than %d".formatted(most));
        }
        int[] bounds = {0, length, length};
        for (int at = 0; at < indexes.size(); at++) {
            bounds[at] = place(indexes.get(at), length);
        }
        if (bounds[0] > bounds[1] || bounds[1] > bounds[2]) {
            throw new FunctionFailed("the bounds %d and %d are in the wrong order".formatted(bounds[0], bounds[1]));
        }
        return bounds;
    }

    private static int place(Value index, int last) {
        if (!(index instanceof Value.Whole whole)) {
            throw new FunctionFailed("an index is a whole number, not %s".formatted(Types.type(index)));
        }
        if (whole.number() < 0 || whole.number() > last) {
            throw new FunctionFailed("the index %d is out of range".formatted(whole.number()));
        }
        return (int) whole.number();
    }
}
