package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.util.Map;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** Sprig's functions that ask what Go's type of a value is. */
final class TypeFunctions {
    private TypeFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .add("typeOf", call -> Value.of(Types.type(call.value(0))), ANY)
                .add("kindOf", call -> Value.of(Types.kind(call.value(0))), ANY)
                .add("typeIs", call -> Value.of(Types.type(call.value(1)).equals(call.text(0))), TEXT, ANY)
                .add("typeIsLike", call -> Value.of(isLike(call)), TEXT, ANY)
                .add("kindIs", call -> Value.of(Types.kind(call.value(1)).equals(call.text(0))), TEXT, ANY)
                .definitions();
    }

    /** There are no pointers here, so a star in front matches nothing more. */
    private static boolean isLike(Arguments call) {
        return Types.type(call.value(1)).equals(call.text(0));
    }
}
