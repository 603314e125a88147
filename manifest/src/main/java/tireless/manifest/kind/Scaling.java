package tireless.manifest.kind;

import java.util.Optional;
import java.util.OptionalInt;

/** How many replicas there are, and where they may be. */
public record Scaling(
        OptionalInt replicas, Optional<AutoScaling> autoScaling, Optional<HighAvailability> highAvailability) {}
