package tireless.control.compute;

import java.util.Map;
import java.util.Set;
import tireless.model.ResourceKey;
import tireless.model.Uid;

/**
 * Remembers which resources may have something on a cluster, and as which revision they came there: so that the next server finds
 * what is to leave a cluster that nothing desired names any more. Of this machine nothing need be remembered: a driver finds what runs.
 */
public interface Whereabouts {
    /** The revision with which a resource came to a cluster. */
    record Arrival(Uid uid, int revision) {}

    /** One for each resource that may be on a cluster. */
    Map<ResourceKey, Arrival> all();

    /**
     * To be called before anything of the resource is made there; durable when it returns.
     *
     * @throws tireless.model.TirelessException FAILED if that is not possible: then nothing may be made there
     */
    void note(ResourceKey key, Arrival arrival);

    /** To be called when nothing of it is left there. */
    void forget(ResourceKey key);

    /** Of which uids something was left behind on a cluster that did not answer. */
    Map<ResourceKey, Set<Uid>> disowned();

    /**
     * To be called before what is left of a resource is nobody's; durable when it returns.
     *
     * @throws tireless.model.TirelessException FAILED if that is not possible: then it stays this server's
     */
    void disown(ResourceKey key, Uid uid);
}
