package tireless.trigger.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NoReading;

/** Finds the one value in what Prometheus answers to a query. */
final class PrometheusAnswer {
    private static final int OF_SCALAR = 2;

    private PrometheusAnswer() {}

    /**
     * @param ignoreNull whether no value and NaN are zero
     * @throws NoReading where there is none, or more than one; for infinity always
     */
    static double value(String answer, boolean ignoreNull) throws NoReading {
        List<?> result = result(JsonValues.read(answer));
        // A scalar is [time, "value"], a vector is a list of series with one of these each.
        if (result.size() == OF_SCALAR && result.get(1) instanceof String value) {
            return number(value, ignoreNull);
        }
        if (result.isEmpty()) {
            return none("the query gives nothing: is the metric still there?", ignoreNull);
        }
        if (result.size() > 1) {
            throw new NoReading("the query gives " + result.size() + " series, and must give one: sum() them");
        }
        if (result.getFirst() instanceof Map<?, ?> series
                && series.get("value") instanceof List<?> sample
                && sample.size() == OF_SCALAR
                && sample.get(1) instanceof String value) {
            return number(value, ignoreNull);
        }
        throw new NoReading("the query gives no single value: is it a range?");
    }

    private static List<?> result(@Nullable Object answer) throws NoReading {
        if (answer instanceof Map<?, ?> all
                && all.get("data") instanceof Map<?, ?> data
                && data.get("result") instanceof List<?> result) {
            return result;
        }
        throw new NoReading("its answer is not that of Prometheus");
    }

    private static double number(String value, boolean ignoreNull) throws NoReading {
        return switch (value) {
            case "NaN" -> none("the query gives NaN", ignoreNull);
            case "+Inf", "-Inf" -> throw new NoReading("the query gives " + value);
            default -> parsed(value);
        };
    }

    private static double none(String why, boolean ignoreNull) throws NoReading {
        if (ignoreNull) {
            return 0;
        }
        throw new NoReading(why);
    }

    private static double parsed(String value) throws NoReading {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException _) {
            throw new NoReading("the query gives `" + value + "`, which is no number");
        }
    }
}
