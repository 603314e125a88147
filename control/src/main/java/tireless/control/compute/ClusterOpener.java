package tireless.control.compute;

import tireless.engine.Engine;
import tireless.model.cluster.Access;

/** Opens the engine of a cluster. May be slow; called once at a time for each cluster. */
@FunctionalInterface
public interface ClusterOpener {
    /**
     * An engine that has adopted nothing yet. It need not have reached the cluster.
     *
     * @throws tireless.model.TirelessException if there is no such cluster in what is configured, or that can not be read: it is tried again
     */
    Engine open(Access access);
}
