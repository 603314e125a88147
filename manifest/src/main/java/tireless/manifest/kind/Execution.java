package tireless.manifest.kind;

import java.util.Optional;

/** Where, as whom and how loudly a replica runs. */
public record Execution(
        Optional<String> compute,
        Optional<LogLevel> logLevel,
        Optional<Boolean> dryRun,
        Optional<String> runAsUser,
        Optional<String> runAsApiKey) {
    /** The Compute that DataOS has where nothing is declared, and takes where nothing is said. */
    public static final String USUAL_COMPUTE = "runnable-default";

    /** The name of the Compute that is meant, also where none is written. */
    public String computeOrUsual() {
        return compute.filter(name -> !name.isBlank()).orElse(USUAL_COMPUTE);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Execution[compute=%s, logLevel=%s, dryRun=%s, runAsUser=%s]"
                .formatted(compute, logLevel, dryRun, runAsUser);
    }
}
