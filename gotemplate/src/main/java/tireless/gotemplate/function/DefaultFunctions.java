package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.TEXT;
import static tireless.gotemplate.function.Parameter.TRUTH;

import java.util.Map;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** Sprig's functions that choose between values. */
final class DefaultFunctions {
    private DefaultFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .addWithRest("default", DefaultFunctions::otherwise, ANY, ANY)
                .add("empty", call -> Value.of(isEmpty(call.value(0))), ANY)
                .addWithRest("coalesce", DefaultFunctions::firstFull, ANY)
                .addWithRest("all", call -> Value.of(call.values().stream().noneMatch(DefaultFunctions::isEmpty)), ANY)
                .addWithRest("any", call -> Value.of(!call.values().stream().allMatch(DefaultFunctions::isEmpty)), ANY)
                .add("ternary", call -> call.value(call.truth(2) ? 0 : 1), ANY, ANY, TRUTH)
                .add("fail", DefaultFunctions::fail, TEXT)
                .definitions();
    }

    /** What is false for `if` is empty for Sprig. */
    static boolean isEmpty(Value value) {
        return !Types.truth(value);
    }

    private static Value otherwise(Arguments call) {
        return call.count() < 2 || isEmpty(call.value(1)) ? call.value(0) : call.value(1);
    }

    private static Value firstFull(Arguments call) {
        return call.values().stream()
                .filter(value -> !isEmpty(value))
                .findFirst()
                .orElse(Value.Nothing.NIL);
    }

    private static Value fail(Arguments call) {
        throw new FunctionFailed(call.text(0));
    }
}
