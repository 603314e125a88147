package tireless.manifest.kind;

import java.util.Optional;

/** How replicas are spread: over {@code hostname}, {@code zone} or {@code region}, {@code preferred} or {@code required}. */
public record HighAvailability(Optional<String> level, Optional<String> mode) {}
