package tireless.gotemplate.parse;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.gotemplate.problem.Position;

/** What a command calls, and what it hands over. */
public sealed interface Operand {
    Position at();

    record Dot(Position at) implements Operand {}

    record Nil(Position at) implements Operand {}

    record Truth(Position at, boolean truth) implements Operand {}

    record Text(Position at, String text) implements Operand {}

    /**
     * A constant, which takes the type that is asked for.
     *
     * @param whole if it is whole and an int64
     * @param real if it is a float64
     * @param fraction written as one: a float64 where any type will do
     */
    record Numeral(Position at, String written, OptionalLong whole, OptionalDouble real, boolean fraction)
            implements Operand {}

    /** {@code .a.b}: names of the dot, one or more. */
    record Field(Position at, List<String> names) implements Operand {}

    /** {@code $x.a.b} */
    record Variable(Position at, String name, List<String> names) implements Operand {}

    /** {@code (…).a.b} */
    record Chain(Position at, Operand of, List<String> names) implements Operand {}

    record Identifier(Position at, String name) implements Operand {}

    record Nested(Position at, Pipeline pipeline) implements Operand {}
}
