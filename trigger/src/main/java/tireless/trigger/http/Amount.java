package tireless.trigger.http;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NoReading;

/** Makes a number of a value: of a number itself, or of a text as Kubernetes writes quantities, {@code 250m} or {@code 4Ki}. */
final class Amount {
    private static final int LONGEST = 40;
    private static final Pattern QUANTITY = Pattern.compile(
            "([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?");
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("n", 1e-9),
            Map.entry("u", 1e-6),
            Map.entry("m", 1e-3),
            Map.entry("k", 1e3),
            Map.entry("M", 1e6),
            Map.entry("G", 1e9),
            Map.entry("T", 1e12),
            Map.entry("P", 1e15),
            Map.entry("E", 1e18),
            Map.entry("Ki", 0x1p10),
            Map.entry("Mi", 0x1p20),
            Map.entry("Gi", 0x1p30),
            Map.entry("Ti", 0x1p40),
            Map.entry("Pi", 0x1p50),
            Map.entry("Ei", 0x1p60));

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
            String shown = text.substring(0, Math.min(LONGEST, text.length()));
            throw new NoReading("what its answer has at `" + where + "` is no number: `" + shown + "`");
        }
        double number = new BigDecimal(quantity.group(1)).doubleValue();
        return quantity.group(2) == null ? number : number * UNITS.getOrDefault(quantity.group(2), 1.0);
    }
}
