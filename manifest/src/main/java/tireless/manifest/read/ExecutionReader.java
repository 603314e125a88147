package tireless.manifest.read;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tireless.manifest.kind.Execution;
import tireless.manifest.kind.LogLevel;
import tireless.manifest.yaml.Scalar;

/** Reads where, as whom and how loudly a replica runs. */
final class ExecutionReader {
    static final Attribute<Optional<String>> COMPUTE = Attribute.text("compute")
            .described("the Compute that it runs on: this machine, or a Kubernetes cluster where that says so")
            .byDefault(Execution.USUAL_COMPUTE);
    static final Attribute<Optional<LogLevel>> LOG_LEVEL = Attribute.of(
                    "logLevel",
                    new Form.Choice(
                            List.of("DEBUG", "INFO", "WARN", "ERROR"),
                            List.of("WARNING", "TRACE", "ALL", "FATAL", "CRITICAL", "OFF"),
                            false),
                    (fields, _) -> logLevel(fields))
            .described("given to the process as `LOG_LEVEL` and `DATAOS_LOG_LEVEL`; case does not matter")
            .byDefault("INFO");
    static final Attribute<Optional<Boolean>> DRY_RUN = Attribute.bool("dryRun")
            .described("`true`: everything is checked, and nothing is started")
            .byDefault(false);
    static final Attribute<Optional<String>> RUN_AS_USER = Attribute.text("runAsUser")
            .described(
                    "a DataOS identity, not an account of this machine; given to the process as `DATAOS_RUN_AS_USER`");
    static final Attribute<Optional<String>> RUN_AS_API_KEY = Attribute.text("runAsApiKey")
            .described("the key of that identity; hidden in messages, and not acted on in this build");

    private ExecutionReader() {}

    /** {@code attributes} and those that are read here. */
    static Attributes with(Attributes attributes) {
        return attributes.with(attributes.name(), COMPUTE, LOG_LEVEL, DRY_RUN, RUN_AS_USER, RUN_AS_API_KEY);
    }

    static Execution read(Fields section) {
        return new Execution(
                section.read(COMPUTE),
                section.read(LOG_LEVEL),
                section.read(DRY_RUN),
                section.read(RUN_AS_USER),
                section.read(RUN_AS_API_KEY));
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
