package tireless.cli.server;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tireless.control.Watch;
import tireless.model.ResourceKey;

/** Hands on what changed to a watch that is made later. */
final class Watching {
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();

    void tell(Watch later) {
        watch.set(later);
    }

    void changed(ResourceKey key) {
        Watch present = watch.get();
        if (present != null) {
            present.changed(key);
        }
    }
}
