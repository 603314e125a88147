package tireless.scale;

import java.time.Duration;
import java.util.Locale;
import tireless.model.Plural;

/** Numbers as people read them in an explanation. */
final class Figures {
    private Figures() {}

    /** With commas, and no more decimals than tell something: {@code 12,400}, {@code 38.2}, {@code 0.05}. */
    static String of(double value) {
        double size = Math.abs(value);
        // Most are these, of a thousand workers hundreds a second, and a format costs more than all else that is
        // decided.
        if (size < 1_000 && size == Math.rint(size)) {
            return Integer.toString((int) value);
        }
        if (size >= 1e15) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (size >= 1_000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        if (size >= 1) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
        return String.format(Locale.ROOT, "%.2g", value);
    }

    /** {@code 38.2/s}. */
    static String rate(double perSecond) {
        return of(perSecond) + "/s";
    }

    /** {@code 60 s}. */
    static String seconds(Duration time) {
        return of(time.toMillis() / 1e3) + " s";
    }

    /** {@code failed 1 time}, {@code failed 12,400 times}. */
    static String failed(int times) {
        return String.format(Locale.ROOT, "failed %,d %s", times, Plural.noun(times, "time"));
    }

    /** {@code 1 replica}, {@code 2 replicas}. */
    static String replicas(int count) {
        return String.format(Locale.ROOT, "%,d %s", count, Plural.noun(count, "replica"));
    }
}
