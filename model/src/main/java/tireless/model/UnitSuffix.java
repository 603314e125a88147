package tireless.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The units that stand behind amounts in Kubernetes: {@code m}, {@code k}, {@code Mi} … (its {@code resource.Quantity}). */
public final class UnitSuffix {
    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("n", new BigDecimal("1e-9")),
            Map.entry("u", new BigDecimal("1e-6")),
            Map.entry("m", new BigDecimal("1e-3")),
            Map.entry("", BigDecimal.ONE),
            Map.entry("k", new BigDecimal("1e3")),
            Map.entry("M", new BigDecimal("1e6")),
            Map.entry("G", new BigDecimal("1e9")),
            Map.entry("T", new BigDecimal("1e12")),
            Map.entry("P", new BigDecimal("1e15")),
            Map.entry("E", new BigDecimal("1e18")),
            Map.entry("Ki", binary(1)),
            Map.entry("Mi", binary(2)),
            Map.entry("Gi", binary(3)),
            Map.entry("Ti", binary(4)),
            Map.entry("Pi", binary(5)),
            Map.entry("Ei", binary(6)));

    private UnitSuffix() {}

    /** What one of this unit is; 1 for no suffix, empty for what is none. */
    public static Optional<BigDecimal> factor(String suffix) {
        return Optional.ofNullable(FACTORS.get(suffix));
    }

    private static BigDecimal binary(int power) {
        return BigDecimal.valueOf(1024).pow(power);
    }
}
