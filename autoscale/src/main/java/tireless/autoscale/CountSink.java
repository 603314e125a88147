package tireless.autoscale;

import tireless.model.ResourceKey;
import tireless.model.Uid;

/** Who makes a count the desired one. */
@FunctionalInterface
public interface CountSink {
    /**
     * Sets it. Harmless where the resource is gone by now, is another one of its name, is not on, or is not scaled any more.
     *
     * @param why for people
     */
    void scale(ResourceKey key, Uid uid, int replicas, String why);
}
