package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.INT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tireless.gotemplate.value.Element;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** Sprig's functions of lists. They make new lists. */
final class ListFunctions {
    private ListFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .addWithRest("list", call -> Value.of(call.values()), ANY)
                .alias("tuple")
                .add("first", call -> items(call, 0).stream().findFirst().orElse(Value.Nothing.NIL), ANY)
                .alias("mustFirst")
                .add("last", call -> last(items(call, 0)), ANY)
                .alias("mustLast")
                .add("rest", call -> Value.of(items(call, 0).stream().skip(1).toList()), ANY)
                .alias("mustRest")
                .add("initial", call -> initial(items(call, 0)), ANY)
                .alias("mustInitial")
                .add("append", call -> joined(call, items(call, 0), List.of(call.value(1))), ANY, ANY)
                .alias("mustAppend", "push", "mustPush")
                .add("prepend", call -> joined(call, List.of(call.value(1)), items(call, 0)), ANY, ANY)
                .alias("mustPrepend")
                .addWithRest("concat", ListFunctions::concat, ANY)
                .add("reverse", call -> Value.of(items(call, 0).reversed()), ANY)
                .alias("mustReverse")
                .add("compact", ListFunctions::compact, ANY)
                .alias("mustCompact")
                .add("uniq", ListFunctions::unique, ANY)
                .alias("mustUniq")
                .addWithRest("without", ListFunctions::without, ANY, ANY)
                .alias("mustWithout")
                .add("has", ListFunctions::has, ANY, ANY)
                .alias("mustHas")
                .addWithRest("slice", ListFunctions::slice, ANY, ANY)
                .alias("mustSlice")
                .add("chunk", ListFunctions::chunk, INT, ANY)
                .alias("mustChunk")
                .definitions();
    }

    private static Value.Items list(Value value) {
        if (value instanceof Value.Items items) {
            return items;
        }
        throw new FunctionFailed("this is no list, but %s".formatted(Types.type(value)));
    }

    /** The items of a list, which are paid for, because a new list is made of them. */
    private static List<Value> items(Arguments call, int index) {
        List<Value> items = list(call.value(index)).items();
        call.budget().steps(items.size());
        return items;
    }

    private static Value last(List<Value> items) {
        return items.isEmpty() ? Value.Nothing.NIL : items.getLast();
    }

    private static Value initial(List<Value> items) {
        return Value.of(items.subList(0, Math.max(0, items.size() - 1)));
    }

    private static Value joined(Arguments call, List<Value> first, List<Value> second) {
        call.budget().steps(first.size() + second.size());
        List<Value> all = new ArrayList<>(first);
        all.addAll(second);
        return Value.of(all);
    }

    private static Value concat(Arguments call) {
        List<Value> all = new ArrayList<>();
        for (int at = 0; at < call.count(); at++) {
            all.addAll(items(call, at));
        }
        return Value.of(all);
    }

    private static Value compact(Arguments call) {
        return Value.of(items(call, 0).stream()
                .filter(item -> !DefaultFunctions.isEmpty(item))
                .toList());
    }

    private static Value unique(Arguments call) {
        List<Value> unique = new ArrayList<>();
        for (Value item : items(call, 0)) {
            if (!contains(call, unique, item)) {
                unique.add(item);
            }
        }
        return Value.of(unique);
    }

    private static Value without(Arguments call) {
        return Value.of(items(call, 0).stream()
                .filter(item -> !contains(call, call.from(1), item))
                .toList());
    }

    private static Value has(Arguments call) {
        return Value.of(!(call.value(1) instanceof Value.Nothing) && contains(call, items(call, 1), call.value(0)));
    }

    private static boolean contains(Arguments call, List<Value> items, Value wanted) {
        Equality equality = new Equality(call.budget());
        return items.stream().anyMatch(item -> equality.deep(wanted, item));
    }

    private static Value slice(Arguments call) {
        Value.Items list = list(call.value(0));
        int length = list.items().size();
        if (length == 0) {
            return Value.Nothing.NIL;
        }
        long start = call.count() > 1 ? Casts.whole(call.value(1)) : 0;
        long end = call.count() > 2 ? Casts.whole(call.value(2)) : length;
        if (start < 0 || start > end || end > length) {
            throw new FunctionFailed("the list has no part from %d to %d".formatted(start, end));
        }
        return new Value.Items(list.element(), list.items().subList((int) start, (int) end));
    }

    private static Value chunk(Arguments call) {
        int size = call.whole(0);
        List<Value> items = items(call, 1);
        if (size < 1) {
            throw new FunctionFailed("a part of a list has at least one item, not %d".formatted(size));
        }
        List<Value> chunks = new ArrayList<>();
        for (int at = 0; at < items.size(); at += size) {
            chunks.add(Value.of(items.subList(at, Math.min(items.size(), at + size))));
        }
        return new Value.Items(Element.LIST, chunks);
    }
}
