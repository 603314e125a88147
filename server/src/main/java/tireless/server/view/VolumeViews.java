package tireless.server.view;

import java.nio.file.Path;
import java.util.Optional;
import tireless.api.VolumeView;
import tireless.engine.Engine;
import tireless.model.Declaration;
import tireless.model.ResourceType;
import tireless.model.VolumeHolding;
import tireless.plan.DesiredResource;

/** Volumes on the wire. */
public final class VolumeViews {
    private VolumeViews() {}

    /** What a volume is and holds now; empty for what is none. May take a second or two. */
    public static Optional<VolumeView> of(DesiredResource resource, Engine engine) {
        return resource.key().type() == ResourceType.VOLUME
                        && resource.revision().spec() instanceof Declaration declared
                ? engine.holding(resource.key()).map(holding -> of(declared, holding))
                : Optional.empty();
    }

    private static VolumeView of(Declaration declared, VolumeHolding holding) {
        return new VolumeView(
                declared.fields().getOrDefault("volume.type", ""),
                declared.fields().getOrDefault("volume.size", ""),
                new VolumeView.Held(holding.bytes(), !holding.complete()),
                holding.folders().stream().map(Path::toString).toList());
    }
}
