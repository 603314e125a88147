package tireless.manifest.kind;

import java.util.Optional;
import java.util.OptionalInt;

/** Scaling by use: percentages of what is requested; they may be above 100. */
public record AutoScaling(
        Optional<Boolean> enabled,
        OptionalInt minReplicas,
        OptionalInt maxReplicas,
        OptionalInt targetMemoryUtilizationPercentage,
        OptionalInt targetCpuUtilizationPercentage) {}
