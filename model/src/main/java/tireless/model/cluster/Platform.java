package tireless.model.cluster;

import java.util.Optional;

/**
 * What a workload is made with, and where it runs.
 *
 * @param stack by name and version
 * @param cluster what it asks for on a cluster; empty where it runs on this machine
 */
public record Platform(String stack, Optional<OnCluster> cluster) {
    /** This machine. */
    public static Platform ofMachine(String stack) {
        return new Platform(stack, Optional.empty());
    }
}
