package tireless.kubernetes.engine;

import java.util.Map;
import tireless.model.ResourceKey;

/** Keeps what must outlive the engine. For one thread. */
public interface Memory {
    /** Everything that is kept. */
    Map<ResourceKey, ResourceMemory> all();

    /** Keeps it; it is durable when this returns. */
    void keep(ResourceKey key, ResourceMemory memory);

    /** Keeps it no more. */
    void forget(ResourceKey key);
}
