package tireless.trigger.http;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tireless.model.UnitSuffix;
import tireless.trigger.NoReading;

/** Makes a number of a value: of a number itself, or of a text as Kubernetes writes quantities, {@code 250m} or {@code 4Ki}. */
final class Amount {
    private static final int LONGEST = 40;
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");

    private Amount() {}

    /** @throws NoReading for what is none, or is not there */
    static double of(@Nullable Object value, String where) throws NoReading {
        return switch (value) {
            case null -> throw new NoReading("its answer has nothing at `" + where + "`");
            case Number number -> number.doubleValue();
            case String text -> quantity(text, where);
            default -> throw new NoReading("what its answer has at `" + where + "` is no number");
        };
    }

    private static double quantity(String text, String where) throws NoReading {
        Matcher quantity = QUANTITY.matcher(text.strip());
        if (text.length() > LONGEST || !quantity.matches()) {
            throw new NoReading("what its answer has at `" + where + "` is no number: `" + text + "`");
        }
        double number = new BigDecimal(quantity.group(1)).doubleValue();
        String suffix = quantity.group(2) == null ? "" : quantity.group(2);
        return number * UnitSuffix.factor(suffix).orElseThrow().doubleValue();
    }
}
