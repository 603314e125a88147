package tireless.gotemplate.format;

import java.util.OptionalInt;

/**
 * How one operand of printf is written, but for its verb.
 *
 * @param goSyntax `%#v`
 */
record Directive(
        boolean plus,
        boolean minus,
        boolean sharp,
        boolean space,
        boolean zero,
        boolean goSyntax,
        OptionalInt width,
        OptionalInt precision) {
    static final Directive PLAIN =
            new Directive(false, false, false, false, false, false, OptionalInt.empty(), OptionalInt.empty());

    /** For the verb `v`, for which `#` and `+` have another meaning. */
    Directive forValue() {
        return new Directive(false, minus, false, space, zero, sharp, width, precision);
    }

    Directive withoutZero() {
        return new Directive(plus, minus, sharp, space, false, goSyntax, width, precision);
    }

    /** Zeros are only filled in at the left. */
    boolean fillsZeros() {
        return zero && !minus;
    }
}
