package tireless.manifest.read;

import java.util.Optional;
import java.util.Set;
import tireless.manifest.problem.Problems;
import tireless.manifest.value.Quantity;
import tireless.manifest.yaml.Scalar;

/** What an amount of processor time or memory may look like, and what the usual mistakes mean. */
final class QuantityRule {
    private static final Set<String> FRACTIONS = Set.of("m", "u", "n");
    private static final Set<String> CORES = Set.of("", "m", "u", "n");

    static final Form.Text CPU = Form.Text.like(
            Quantity.POSITIVE_PATTERN + "(?:[mun]|" + Quantity.EXPONENT_PATTERN + ")?", Form.Plain.POSITIVE);
    static final Form.Text MEMORY = Form.Text.like(
            Quantity.POSITIVE_PATTERN + "(?:[KMGTPE]i|[kMGTPE]|" + Quantity.EXPONENT_PATTERN + ")?",
            Form.Plain.POSITIVE);

    private QuantityRule() {}

    static Optional<Quantity> cpu(Scalar written, Problems problems) {
        Optional<Quantity> quantity =
                quantity(written, "processor time", "`500m` for half a core, `2` for two", problems);
        if (quantity.isPresent() && !CORES.contains(quantity.get().suffix()) && !isExponent(quantity.get())) {
            return refused(
                    written,
                    problems,
                    "is an amount of memory; `cpu` counts cores",
                    "did you mean `%sm`, in thousandths of a core?".formatted(digits(written)));
        }
        return quantity.flatMap(
                found -> checked(found, written, found.thousandths().isPresent(), problems));
    }

    static Optional<Quantity> memory(Scalar written, Problems problems) {
        return memory(written, "memory", problems);
    }

    /** An amount of bytes that the attribute {@code name} gives. */
    static Optional<Quantity> memory(Scalar written, String name, Problems problems) {
        Optional<Quantity> quantity = quantity(written, "memory", "`128Mi` or `2Gi`", problems);
        if (quantity.isPresent() && FRACTIONS.contains(quantity.get().suffix())) {
            return refused(
                    written,
                    problems,
                    "is a fraction of a byte; `%s` counts bytes".formatted(name),
                    "did you mean `%sMi`?".formatted(digits(written)));
        }
        return quantity.flatMap(found -> checked(found, written, found.units().isPresent(), problems));
    }

    private static Optional<Quantity> quantity(Scalar written, String what, String examples, Problems problems) {
        Optional<Quantity> quantity = Quantity.parse(written.text());
        if (quantity.isEmpty()) {
            problems.error(
                    "bad-quantity",
                    written.at(),
                    "%s is no amount of %s".formatted(written.shown(), what),
                    "write " + examples);
        }
        return quantity;
    }

    private static Optional<Quantity> checked(Quantity quantity, Scalar written, boolean fits, Problems problems) {
        if (!quantity.isPositive()) {
            return refused(written, problems, "is not above zero", "leave it out where there shall be no limit");
        }
        return fits
                ? Optional.of(quantity)
                : refused(written, problems, "is more than any machine has", "check the suffix");
    }

    private static Optional<Quantity> refused(Scalar written, Problems problems, String flaw, String hint) {
        problems.error("bad-quantity", written.at(), written.shown() + " " + flaw, hint);
        return Optional.empty();
    }

    private static boolean isExponent(Quantity quantity) {
        return quantity.suffix().length() > 1
                && Character.toLowerCase(quantity.suffix().charAt(0)) == 'e';
    }

    private static String digits(Scalar written) {
        return written.fill() == Scalar.Fill.FILLED ? "100" : written.text().replaceAll("[^0-9.]", "");
    }
}
