package tireless.store;

import java.util.List;
import java.util.stream.Collectors;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;

/** A commit was made from a view that others have changed since. Nothing was written; a plan made anew may succeed. */
public final class StaleViewException extends TirelessException {
    private static final long serialVersionUID = 1L;

    private final transient List<ResourceKey> resources;

    /** @param resources what changed since it was seen; not empty */
    public StaleViewException(List<ResourceKey> resources) {
        super(
                Code.FAILED,
                true,
                "changed by someone else in the meantime: "
                        + resources.stream().map(ResourceKey::toString).collect(Collectors.joining(", "))
                        + "; nothing was applied, try again");
        this.resources = List.copyOf(resources);
    }

    /** What changed since it was seen. */
    public List<ResourceKey> resources() {
        return resources;
    }
}
