package tireless.manifest.read;

import java.util.Locale;
import java.util.Optional;
import tireless.manifest.kind.Execution;
import tireless.manifest.kind.LogLevel;
import tireless.manifest.yaml.Scalar;

/** Reads where, as whom and how loudly a replica runs. */
final class ExecutionReader {
    private ExecutionReader() {}

    static Execution read(Fields section) {
        return new Execution(
                section.text("compute"),
                logLevel(section),
                section.bool("dryRun"),
                section.text("runAsUser"),
                section.text("runAsApiKey"));
    }

    /** Some stacks know more levels than the documentation of DataOS lists. */
    private static Optional<LogLevel> ofStack(Scalar written, Fields section) {
        Optional<LogLevel> nearest = switch (written.text().toUpperCase(Locale.ROOT)) {
            case "TRACE", "ALL" -> Optional.of(LogLevel.DEBUG);
            case "FATAL", "CRITICAL", "OFF" -> Optional.of(LogLevel.ERROR);
            default -> Optional.empty();
        };
        nearest.ifPresent(level -> section.problems()
                .warning(
                        "unusual-value",
                        written.at(),
                        "`logLevel` %s is read as `%s`".formatted(written.shown(), level),
                        "usual: DEBUG, INFO, WARN, ERROR"));
        return nearest;
    }

    private static Optional<LogLevel> logLevel(Fields section) {
        Optional<Scalar> written = section.scalar("logLevel");
        Optional<LogLevel> level = written.flatMap(scalar -> LogLevel.parse(scalar.text()))
                .or(() -> written.flatMap(scalar -> ofStack(scalar, section)));
        if (written.isPresent() && level.isEmpty()) {
            section.problems()
                    .error(
                            "bad-value",
                            written.get().at(),
                            "`logLevel` can not be " + written.get().shown(),
                            "allowed: DEBUG, INFO, WARN, ERROR");
        }
        return level;
    }
}
