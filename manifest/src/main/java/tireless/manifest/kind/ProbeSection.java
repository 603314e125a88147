package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One probe as written, with the names of Kubernetes.
 *
 * @param command of {@code exec}; empty where the probe asks otherwise, which is kept and not acted on yet
 * @param threshold how many runs in a row it takes
 */
public record ProbeSection(
        List<String> command,
        OptionalInt initialDelaySeconds,
        OptionalInt periodSeconds,
        OptionalInt timeoutSeconds,
        Threshold threshold,
        OptionalInt terminationGracePeriodSeconds) {
    public ProbeSection {
        command = List.copyOf(command);
    }

    public record Threshold(OptionalInt success, OptionalInt failure) {}

    /** The three that a Worker or a Service may have. */
    public record All(
            Optional<ProbeSection> startup, Optional<ProbeSection> readiness, Optional<ProbeSection> liveness) {
        public static final All NONE = new All(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
