package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tireless.gotemplate.format.JsonReader;
import tireless.gotemplate.format.JsonText;
import tireless.gotemplate.format.JsonText.Style;
import tireless.gotemplate.format.YamlText;
import tireless.gotemplate.value.Value;

/** Values as texts of JSON and YAML, and DataOS' ways into nested maps. */
final class DataFunctions {
    private DataFunctions() {}

    static Map<String, Definition> all() {
        FunctionTable table = new FunctionTable();
        json(table, Style.COMPACT, "toJson", "mustToJson");
        json(table, Style.PRETTY, "toPrettyJson", "mustToPrettyJson");
        json(table, Style.RAW, "toRawJson", "mustToRawJson");
        return table.add("fromJson", call -> read(call).orElse(Value.Nothing.NIL), TEXT)
                .add("mustFromJson", DataFunctions::mustRead, TEXT)
                .add("toYaml", call -> Value.of(written(() -> YamlText.of(call.value(0), call.budget()))), ANY)
                .add("getNested", call -> nested(call).orElse(Value.Nothing.NIL), ANY, TEXT)
                .add("hasNested", call -> Value.of(nested(call).isPresent()), ANY, TEXT)
                .add("getMapValue", call -> key(call.value(0), call.text(1)).orElse(Value.Nothing.NIL), ANY, TEXT)
                .definitions();
    }

    private static void json(FunctionTable table, Style style, String name, String alias) {
        table.add(name, call -> Value.of(written(() -> JsonText.of(call.value(0), style, call.budget()))), ANY)
                .alias(alias);
    }

    private static String written(Supplier<String> text) {
        try {
            return text.get();
        } catch (IllegalArgumentException e) {
            throw new FunctionFailed(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Value> read(Arguments call) {
        return JsonReader.read(call.text(0), call.budget());
    }

    private static Value mustRead(Arguments call) {
        return read(call).orElseThrow(() -> new FunctionFailed("this is not JSON"));
    }

    /** What lies at {@code a.b.c}, if everything on the way is a map that has it. */
    private static Optional<Value> nested(Arguments call) {
        Optional<Value> found = Optional.of(call.value(0));
        for (String name : call.text(1).split("\\.", -1)) {
            found = found.flatMap(value -> key(value, name));
        }
        return found;
    }

    private static Optional<Value> key(Value value, String name) {
        return value instanceof Value.Entries map
                ? Optional.ofNullable(map.entries().get(name))
                : Optional.empty();
    }
}
