package tireless.scale.own;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.model.UnitSuffix;

/** Numbers as manifests write them: {@code 38.2}, {@code 500m}, {@code 128Mi}. */
final class Amounts {
    private static final Pattern SYNTAX =
            Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})(Ki|Mi|Gi|Ti|Pi|Ei|[munkMGTPE])?");

    private Amounts() {}

    /** The number that {@code text} spells, zero or more; empty where it spells none. */
    static OptionalDouble parse(String text) {
        Matcher matcher = SYNTAX.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        double factor = UnitSuffix.factor(suffix).orElseThrow().doubleValue();
        return OptionalDouble.of(Double.parseDouble(matcher.group(1)) * factor);
    }
}
