package tireless.manifest.kind;

import java.util.Locale;
import java.util.Optional;

/** How much a replica shall log. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARN,
    ERROR;

    /** The level that {@code text} names in any case; {@code WARNING} is {@link #WARN}. */
    public static Optional<LogLevel> parse(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "DEBUG" -> Optional.of(DEBUG);
            case "INFO" -> Optional.of(INFO);
            case "WARN", "WARNING" -> Optional.of(WARN);
            case "ERROR" -> Optional.of(ERROR);
            default -> Optional.empty();
        };
    }
}
