package tireless.cli.output;

import java.time.Duration;
import java.time.Instant;

/** Time spans in one or two units: {@code 45s}, {@code 3m20s}, {@code 2h5m}, {@code 12d}. */
public final class Age {
    private Age() {}

    /** How long ago {@code then} was; nothing is younger than 0 s. */
    public static String since(Instant then, Instant now) {
        return of(Duration.between(then, now));
    }

    public static String of(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 || seconds >= 600 ? "" : seconds % 60 + "s");
        }
        long minutes = seconds / 60;
        if (minutes < 24 * 60) {
            return minutes / 60 + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
        }
        long hours = minutes / 60;
        return hours / 24 + "d" + (hours % 24 == 0 || hours >= 240 ? "" : hours % 24 + "h");
    }
}
