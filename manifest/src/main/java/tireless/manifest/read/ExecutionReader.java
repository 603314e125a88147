package tireless.manifest.read;

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

    private static Optional<LogLevel> logLevel(Fields section) {
        Optional<Scalar> written = section.scalar("logLevel");
        Optional<LogLevel> level = written.flatMap(scalar -> LogLevel.parse(scalar.text()));
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
