package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Duration;

/** Amounts as the API server writes them itself, so that what it keeps is what was sent. */
final class Quantities {
    private static final String[] BINARY = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
    private static final String[] DECIMAL = {"", "k", "M", "G", "T", "P", "E"};

    private Quantities() {}

    static Quantity bytes(long bytes) {
        return bytes % 1024 == 0 ? scaled(bytes, 1024, BINARY) : scaled(bytes, 1000, DECIMAL);
    }

    static Quantity millis(long millis) {
        return millis % 1000 == 0 ? scaled(millis / 1000, 1000, DECIMAL) : new Quantity(millis + "m");
    }

    private static Quantity scaled(long amount, int step, String[] suffixes) {
        long rest = amount;
        int suffix = 0;
        while (rest != 0 && rest % step == 0 && suffix < suffixes.length - 1) {
            rest /= step;
            suffix++;
        }
        return new Quantity(rest + suffixes[suffix]);
    }

    /** Whole seconds, never less than asked for. */
    static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
