package tireless.manifest.kind;

import java.util.Optional;
import tireless.model.cluster.ClusterCompute;

/**
 * The section {@code compute}.
 *
 * @param purpose {@code runnable}, {@code query} or {@code gpu}
 * @param cluster what it is where it has {@code kubernetes}; empty is this machine, and also what is wrong
 */
public record ComputeSection(Optional<String> dataplane, Optional<String> purpose, Optional<ClusterCompute> cluster) {}
