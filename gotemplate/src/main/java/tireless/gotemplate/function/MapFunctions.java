package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.ENTRIES;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import tireless.gotemplate.format.Printer;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** Sprig's functions of maps. `set`, `unset` and `merge` change the map that they are given; keys and values come in order, where Go has none. */
final class MapFunctions {
    private MapFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .addWithRest("dict", MapFunctions::dict, ANY)
                .add("get", call -> call.entries(0).getOrDefault(call.text(1), Value.of("")), ENTRIES, TEXT)
                .add("set", MapFunctions::set, ENTRIES, TEXT, ANY)
                .add("unset", MapFunctions::unset, ENTRIES, TEXT)
                .add("hasKey", call -> Value.of(call.entries(0).containsKey(call.text(1))), ENTRIES, TEXT)
                .addWithRest("pluck", MapFunctions::pluck, ENTRIES, TEXT)
                .addWithRest("keys", MapFunctions::keys, ENTRIES)
                .add("values", MapFunctions::values, ENTRIES)
                .addWithRest("pick", call -> chosen(call, true), TEXT, ENTRIES)
                .addWithRest("omit", call -> chosen(call, false), TEXT, ENTRIES)
                .addWithRest("merge", call -> merged(call, false), ENTRIES, ENTRIES)
                .alias("mustMerge")
                .addWithRest("mergeOverwrite", call -> merged(call, true), ENTRIES, ENTRIES)
                .alias("mustMergeOverwrite")
                .addWithRest("dig", MapFunctions::dig, ANY)
                .add("deepCopy", MapFunctions::deepCopy, ANY)
                .alias("mustDeepCopy")
                .add(
                        "deepEqual",
                        call -> Value.of(new Equality(call.budget()).deep(call.value(0), call.value(1))),
                        ANY,
                        ANY)
                .definitions();
    }

    private static Value dict(Arguments call) {
        SortedMap<String, Value> map = Utf8.sortedMap();
        for (int at = 0; at < call.count(); at += 2) {
            map.put(
                    Printer.text(call.value(at), call.budget()),
                    at + 1 < call.count() ? call.value(at + 1) : Value.of(""));
        }
        return Value.of(map);
    }

    private static Value set(Arguments call) {
        if (call.value(0) instanceof Value.Nothing) {
            throw new FunctionFailed("there is no map to set `%s` in".formatted(call.text(1)));
        }
        call.entries(0).put(call.text(1), call.value(2));
        return call.value(0);
    }

    private static Value unset(Arguments call) {
        call.entries(0).remove(call.text(1));
        return map(call);
    }

    private static Value map(Arguments call) {
        return call.value(0) instanceof Value.Nothing ? Value.of(Utf8.<Value>sortedMap()) : call.value(0);
    }

    private static Value pluck(Arguments call) {
        return Value.of(IntStream.range(1, call.count())
                .mapToObj(call::entries)
                .filter(map -> map.containsKey(call.text(0)))
                .map(map -> map.getOrDefault(call.text(0), Value.Nothing.NIL))
                .toList());
    }

    private static Value keys(Arguments call) {
        return Value.ofTexts(IntStream.range(0, call.count())
                .mapToObj(call::entries)
                .flatMap(map -> map.keySet().stream())
                .peek(_ -> call.budget().step())
                .toList());
    }

    private static Value values(Arguments call) {
        call.budget().steps(call.entries(0).size());
        return Value.of(List.copyOf(call.entries(0).values()));
    }

    private static Value chosen(Arguments call, boolean named) {
        List<Value> names = call.from(1);
        SortedMap<String, Value> chosen = Utf8.sortedMap();
        call.entries(0).forEach((key, value) -> {
            call.budget().steps(1 + names.size());
            if (names.contains(Value.of(key)) == named) {
                chosen.put(key, value);
            }
        });
        return Value.of(chosen);
    }

    private static Value merged(Arguments call, boolean overwrites) {
        Value into = map(call);
        if (into instanceof Value.Entries map) {
            Merging merging = new Merging(call.budget(), overwrites);
            IntStream.range(1, call.count()).forEach(at -> merging.merge(map.entries(), call.entries(at)));
        }
        return into;
    }

    private static Value deepCopy(Arguments call) {
        if (call.value(0) instanceof Value.Nothing) {
            throw new FunctionFailed("there is no value to copy");
        }
        return new Copies(call.budget()).deep(call.value(0));
    }

    private static Value dig(Arguments call) {
        int last = call.count() - 1;
        if (last < 2) {
            throw new FunctionFailed("`dig` takes at least 3 arguments, not %d".formatted(call.count()));
        }
        for (int at = 0; at < last - 1; at++) {
            if (!(call.value(at) instanceof Value.Text)) {
                throw new FunctionFailed("a key is a text, not %s".formatted(Types.type(call.value(at))));
            }
        }
        Value found = call.value(last);
        for (int at = 0; at < last - 1; at++) {
            if (Parameter.ENTRIES.accept(found).isEmpty() || !(found instanceof Value.Entries map)) {
                throw new FunctionFailed(
                        "there is no map to look for `%s` in, but %s".formatted(call.text(at), Types.type(found)));
            }
            Value next = map.entries().get(call.text(at));
            if (next == null) {
                return call.value(last - 1);
            }
            found = next;
        }
        return found;
    }
}
