package tireless.manifest.kind;

import java.util.Optional;

/** Where, as whom and how loudly a replica runs. */
public record Execution(
        Optional<String> compute,
        Optional<LogLevel> logLevel,
        Optional<Boolean> dryRun,
        Optional<String> runAsUser,
        Optional<String> runAsApiKey) {
    /** Without the key. */
    @Override
    public String toString() {
        return "Execution[compute=%s, logLevel=%s, dryRun=%s, runAsUser=%s]"
                .formatted(compute, logLevel, dryRun, runAsUser);
    }
}
