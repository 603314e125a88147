package tireless.gotemplate.function;

import static tireless.gotemplate.function.Parameter.ANY;
import static tireless.gotemplate.function.Parameter.INT;
import static tireless.gotemplate.function.Parameter.REAL;
import static tireless.gotemplate.function.Parameter.TEXT;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import tireless.gotemplate.format.Printer;
import tireless.gotemplate.value.Value;

/** Sprig's arithmetic. Whole numbers overflow as Go's do. */
final class NumberFunctions {
    private static final int DIVISION_DECIMALS = 16;
    private static final double HALF = .5;

    private NumberFunctions() {}

    static Map<String, Definition> all() {
        return new FunctionTable()
                .add("int", call -> Value.ofInt(Casts.whole(call.value(0))), ANY)
                .add("int64", call -> Value.of(Casts.whole(call.value(0))), ANY)
                .add("float64", call -> Value.of(Casts.real(call.value(0))), ANY)
                .add("atoi", call -> Value.ofInt(Casts.decimalOrZero(call.text(0))), TEXT)
                .add("toDecimal", call -> Value.of(Casts.octalOrZero(Printer.text(call.value(0), call.budget()))), ANY)
                .add("add1", call -> Value.of(Casts.whole(call.value(0)) + 1), ANY)
                .addWithRest("add", call -> Value.of(folded(call, 0, 0, Long::sum)), ANY)
                .add("sub", call -> Value.of(folded(call, (a, b) -> a - b)), ANY, ANY)
                .addWithRest("mul", call -> Value.of(folded(call, (a, b) -> a * b)), ANY, ANY)
                .add("div", call -> Value.of(folded(call, (a, b) -> a / notZero(b))), ANY, ANY)
                .add("mod", call -> Value.of(folded(call, (a, b) -> a % notZero(b))), ANY, ANY)
                .addWithRest("max", call -> Value.of(folded(call, Math::max)), ANY, ANY)
                .alias("biggest")
                .addWithRest("min", call -> Value.of(folded(call, Math::min)), ANY, ANY)
                .addWithRest("maxf", call -> Value.of(foldedReal(call, Math::max)), ANY, ANY)
                .addWithRest("minf", call -> Value.of(foldedReal(call, Math::min)), ANY, ANY)
                .add("add1f", call -> exact(call, BigDecimal.ONE, 0, BigDecimal::add), ANY)
                .addWithRest("addf", call -> exact(call, BigDecimal.ZERO, 0, BigDecimal::add), ANY)
                .addWithRest("subf", call -> exact(call, BigDecimal::subtract), ANY, ANY)
                .addWithRest("mulf", call -> exact(call, BigDecimal::multiply), ANY, ANY)
                .addWithRest("divf", call -> exact(call, NumberFunctions::divided), ANY, ANY)
                .add("floor", call -> real(call, Math::floor), ANY)
                .add("ceil", call -> real(call, Math::ceil), ANY)
                .addWithRest("round", NumberFunctions::rounded, REAL, ANY, INT)
                .definitions();
    }

    private static long folded(Arguments call, LongBinaryOperator operation) {
        return folded(call, Casts.whole(call.value(0)), 1, operation);
    }

    private static long folded(Arguments call, long first, int from, LongBinaryOperator operation) {
        return call.from(from).stream().mapToLong(Casts::whole).reduce(first, operation);
    }

    private static double foldedReal(Arguments call, DoubleBinaryOperator operation) {
        return call.from(1).stream().mapToDouble(Casts::real).reduce(Casts.real(call.value(0)), operation);
    }

    private static Value real(Arguments call, DoubleUnaryOperator operation) {
        return Value.of(operation.applyAsDouble(Casts.real(call.value(0))));
    }

    private static long notZero(long number) {
        if (number == 0) {
            throw new FunctionFailed("a number can not be divided by 0");
        }
        return number;
    }

    private static Value exact(Arguments call, BinaryOperator<BigDecimal> operation) {
        return exact(call, decimal(call.value(0)), 1, operation);
    }

    private static Value exact(Arguments call, BigDecimal first, int from, BinaryOperator<BigDecimal> operation) {
        BigDecimal result = first;
        for (Value operand : call.from(from)) {
            call.budget().characters(result.precision());
            result = operation.apply(result, decimal(operand));
        }
        return Value.of(result.doubleValue());
    }

    private static BigDecimal decimal(Value value) {
        double number = Casts.real(value);
        if (!Double.isFinite(number)) {
            throw new FunctionFailed("%s is no number to compute with".formatted(number));
        }
        return new BigDecimal(Double.toString(number));
    }

    private static BigDecimal divided(BigDecimal dividend, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new FunctionFailed("a number can not be divided by 0");
        }
        return dividend.divide(divisor, DIVISION_DECIMALS, RoundingMode.HALF_UP);
    }

    private static Value rounded(Arguments call) {
        double power = Math.pow(10, call.whole(1));
        double digit = power * Casts.real(call.value(0));
        double fraction = digit - (digit < 0 ? Math.ceil(digit) : Math.floor(digit));
        double up = call.count() > 2 ? call.real(2) : HALF;
        return Value.of((fraction >= up ? Math.ceil(digit) : Math.floor(digit)) / power);
    }
}
