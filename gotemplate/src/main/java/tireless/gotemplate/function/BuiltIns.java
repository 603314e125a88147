package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.RAW;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tireless.gotemplate.budget.BoundedText;
import tireless.gotemplate.format.Escapes;
import tireless.gotemplate.format.Printer;
import tireless.gotemplate.format.Printf;
import tireless.gotemplate.function.Definition.Evaluation;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Utf8;
import tireless.gotemplate.value.Value;

/** The functions of the language itself. */
final class BuiltIns {
    private BuiltIns() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .addLazy("and", Evaluation.UNTIL_FALSE)
                .addLazy("or", Evaluation.UNTIL_TRUE)
                .add("not", call -> Value.of(!Types.truth(call.value(0))), RAW)
                .add("len", call -> Value.ofInt(length(call.value(0))), RAW)
                .addWithRest("index", Indexing::index, RAW, RAW)
                .addWithRest("slice", Indexing::slice, RAW, RAW)
                .addWithRest("call", BuiltIns::call, RAW, RAW)
                .addWithRest("print", call -> Value.of(Printf.joined(call.values(), call.budget())), ANY)
                .addWithRest("println", call -> Value.of(Printf.line(call.values(), call.budget())), ANY)
                .addWithRest(
                        "printf", call -> Value.of(Printf.text(call.text(0), call.from(1), call.budget())), ANY, TEXT)
                .addWithRest("html", call -> escaped(call, Escapes::html), ANY)
                .addWithRest("js", call -> escaped(call, Escapes::javaScript), ANY)
                .addWithRest("urlquery", call -> escaped(call, Escapes::urlQuery), ANY)
                .addWithRest("eq", call -> Value.of(isAny(call.value(0), call.from(1))), RAW, RAW)
                .add("ne", call -> Value.of(!Comparison.equal(call.value(0), call.value(1))), RAW, RAW)
                .add("lt", call -> Value.of(Comparison.less(call.value(0), call.value(1))), RAW, RAW)
                .add("le", call -> Value.of(Comparison.lessOrEqual(call.value(0), call.value(1))), RAW, RAW)
                .add("gt", call -> Value.of(!Comparison.lessOrEqual(call.value(0), call.value(1))), RAW, RAW)
                .add("ge", call -> Value.of(!Comparison.less(call.value(0), call.value(1))), RAW, RAW)
                .definitions();
    }

    private static long length(Value value) {
        return switch (value) {
            case Value.Text text -> Utf8.length(text.text());
            case Value.Items items -> items.items().size();
            case Value.Entries entries -> entries.entries().size();
            case Value.Nothing _, Value.Whole _, Value.Real _, Value.Truth _, Value.Moment _ ->
                throw new FunctionFailed("%s has no length".formatted(Types.type(value)));
        };
    }

    /** Data holds no functions. */
    private static Value call(Arguments arguments) {
        throw new FunctionFailed("%s is no function that could be called".formatted(Types.type(arguments.value(0))));
    }

    private static boolean isAny(Value value, List<Value> others) {
        if (others.isEmpty()) {
            throw new FunctionFailed("there is nothing to compare with");
        }
        // In order, because a comparison that is not possible fails only if no earlier one was true.
        for (Value other : others) {
            if (Comparison.equal(value, other)) {
                return true;
            }
        }
        return false;
    }

    private static Value escaped(Arguments call, BiConsumer<BoundedText, String> escape) {
        String text = call.count() == 1 && !(call.value(0) instanceof Value.Nothing)
                ? Printer.text(call.value(0), call.budget())
                : Printf.joined(printable(call), call.budget());
        BoundedText out = call.newText();
        escape.accept(out, text);
        return Value.of(out.toString());
    }

    private static List<Value> printable(Arguments call) {
        return call.values().stream()
                .map(value -> value instanceof Value.Nothing ? Value.of("<no value>") : value)
                .toList();
    }
}
