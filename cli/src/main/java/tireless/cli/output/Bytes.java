package tireless.cli.output;

import java.util.List;
import java.util.Locale;

/** Amounts of bytes for people, in the units that manifests have. */
public final class Bytes {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");
    private static final double STEP = 1024;

    private Bytes() {}

    /** With at most one digit after the point: {@code 12.3 MiB}, {@code 4 KiB}. */
    public static String of(long bytes) {
        double amount = bytes;
        int unit = 0;
        // What would be rounded to the next unit is written in that.
        while (amount >= STEP - (unit == 0 ? 0 : 0.05) && unit < UNITS.size() - 1) {
            amount /= STEP;
            unit++;
        }
        String text = String.format(Locale.ROOT, "%.1f", amount).replaceFirst("\\.0$", "");
        return text + " " + UNITS.get(unit);
    }
}
