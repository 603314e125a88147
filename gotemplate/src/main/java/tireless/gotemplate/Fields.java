package tireless.gotemplate;

import java.util.List;
import tireless.gotemplate.problem.Position;
import tireless.gotemplate.value.Types;
import tireless.gotemplate.value.Value;

/** Fields of values: `.a.b.c`. Only maps have any. */
final class Fields {
    private final MissingKey missingKey;
    private final Failures failures;

    Fields(MissingKey missingKey, Failures failures) {
        this.missingKey = missingKey;
        this.failures = failures;
    }

    /** @param bare without arguments, which no field takes */
    Value of(Value value, List<String> names, Position at, boolean bare) {
        Value reached = value;
        for (int index = 0; index < names.size(); index++) {
            reached = field(reached, names.get(index), at, bare || index < names.size() - 1);
        }
        return reached;
    }

    private Value field(Value value, String name, Position at, boolean bare) {
        return switch (value) {
            case Value.Nothing nothing -> ofNothing(nothing, name, at);
            case Value.Entries map -> {
                if (!bare) {
                    throw failures.failed(at, "`%s` is no function, so it takes no arguments".formatted(name));
                }
                Value found = map.entries().get(name);
                yield found == null ? missing(map, name, at) : found;
            }
            case Value.Text _, Value.Whole _, Value.Real _, Value.Truth _, Value.Items _, Value.Moment _ ->
                throw failures.failed(at, "%s has no field `%s`".formatted(Types.type(value), name));
        };
    }

    private Value ofNothing(Value.Nothing nothing, String name, Position at) {
        return switch (nothing) {
            case NIL -> throw failures.failed(at, "null has no field `%s`".formatted(name));
            case ABSENT -> {
                if (missingKey == MissingKey.ERROR) {
                    throw failures.failed(at, "there is no value to take the field `%s` of".formatted(name));
                }
                yield Value.Nothing.ABSENT;
            }
        };
    }

    private Value missing(Value.Entries map, String name, Position at) {
        return switch (missingKey) {
            case DEFAULT -> Value.Nothing.ABSENT;
            case ZERO -> map.element().zero();
            case ERROR -> throw failures.failed(at, "there is no key `%s`".formatted(name));
        };
    }
}
