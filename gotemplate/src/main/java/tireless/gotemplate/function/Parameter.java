package tireless.gotemplate.function;

import java.util.Optional;
import tireless.gotemplate.value.Element;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;
import tireless.gotemplate.value.Width;

/** What a function takes at a place. A value of another type is refused, as Go does; numbers are not converted. */
public enum Parameter {
    /** Anything; what is absent counts as null. */
    ANY("interface {}"),
    /** Anything, as it is. */
    RAW("reflect.Value"),
    TEXT("string"),
    /** A constant, a length, an index; a number of the data is none, being an int64. */
    INT("int"),
    REAL("float64"),
    TRUTH("bool"),
    /** A map of anything; what is absent counts as an empty one. */
    ENTRIES("map[string]interface {}"),
    MOMENT("time.Time");

    private final String type;

    Parameter(String type) {
        this.type = type;
    }

    /** Its name in Go. */
    public String type() {
        return type;
    }

    /** Whether the constant `nil` may stand here. */
    public boolean takesNil() {
        return this == ANY || this == RAW || this == ENTRIES;
    }

    /** The value as the function sees it; nothing, if it is of a wrong type. */
    public Optional<Value> accept(Value value) {
        boolean fits = switch (this) {
            case ANY, RAW -> true;
            case TEXT -> value instanceof Value.Text;
            case INT -> value instanceof Value.Whole whole && whole.width() == Width.INT;
            case REAL -> value instanceof Value.Real;
            case TRUTH -> value instanceof Value.Truth;
            case ENTRIES ->
                value == Value.Nothing.ABSENT || (value instanceof Value.Entries map && map.element() == Element.ANY);
            case MOMENT -> value instanceof Value.Moment;
        };
        if (!fits) {
            return Optional.empty();
        }
        return Optional.of(this == ANY && value == Value.Nothing.ABSENT ? Value.Nothing.NIL : value);
    }

    /** What is wrong with a value that is not accepted. */
    public String refusal(Value value) {
        return value instanceof Value.Nothing
                ? "there is no value here, but %s is asked for".formatted(type)
                : "this is %s, but %s is asked for".formatted(Types.type(value), type);
    }
}
