package tireless.model;

import java.util.Optional;

/** By what commands a replica is asked how it is; empty where it is not asked. They are run beside it: a change of them restarts nothing. */
public record Probes(Optional<Probe> startup, Optional<Probe> readiness, Optional<Probe> liveness) {
    public static final Probes NONE = new Probes(Optional.empty(), Optional.empty(), Optional.empty());

    public Optional<Probe> of(ProbeKind kind) {
        return switch (kind) {
            case STARTUP -> startup;
            case READINESS -> readiness;
            case LIVENESS -> liveness;
        };
    }
}
