package tireless.scale.own;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as manifests write them: {@code 38.2}, {@code 500m}, {@code 128Mi}. */
final class Amounts {
    private static final Pattern SYNTAX =
            Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})(Ki|Mi|Gi|Ti|Pi|Ei|[munkMGTPE])?");
    private static final Map<String, Double> FACTORS = Map.ofEntries(
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

    private Amounts() {}

    /** The number that {@code text} spells, zero or more; empty where it spells none. */
    static OptionalDouble parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        double factor = matcher.group(2) == null ? 1 : FACTORS.getOrDefault(matcher.group(2), 1.0);
        return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * factor);
    }
}
