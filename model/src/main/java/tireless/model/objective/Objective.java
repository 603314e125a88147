package tireless.model.objective;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be expected of a worker's work, by the name that a manifest has for it. */
public enum Objective {
    /** At least so many items per second, of all replicas together. */
    MIN("min"),
    /** At most such a part of the items fails: failed ÷ (done + failed). */
    MAX_ERROR_RATE("maxErrorRate"),
    /** What waits is worked off in at most so many seconds: backlog ÷ rate. */
    MAX_LAG("maxLag");

    private final String word;

    Objective(String word) {
        this.word = word;
    }

    /** As manifests, events and the API call it. */
    public String word() {
        return word;
    }

    public static Optional<Objective> of(String word) {
        return Arrays.stream(values())
                .filter(objective -> objective.word.equals(word))
                .findFirst();
    }

    /** Whether a value is as it is expected to be; both in items per second, parts of 1, or seconds. */
    public boolean isMet(double value, double target) {
        return this == MIN ? value >= target : value <= target;
    }

    /** What is measured, for people: {@code throughput}. */
    public String subject() {
        return switch (this) {
            case MIN -> "throughput";
            case MAX_ERROR_RATE -> "error rate";
            case MAX_LAG -> "lag";
        };
    }

    /** A value with its unit, for people: {@code 3.2/s}, {@code 5%}, {@code 90 s}. */
    public String shown(double value) {
        return switch (this) {
            case MIN -> number(value) + "/s";
            case MAX_ERROR_RATE -> number(value * 100) + "%";
            case MAX_LAG -> Double.isInfinite(value) ? "endless" : number(value) + " s";
        };
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) || Math.abs(value) >= 1000;
        return String.format(Locale.ROOT, whole ? "%.0f" : value < 1 ? "%.3f" : "%.1f", value);
    }
}
