package tireless.cli.server;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tireless.autoscale.CountSink;
import tireless.autoscale.ScalingState;
import tireless.cli.plane.Autoscaling;
import tireless.cli.plane.ControlPlane;
import tireless.model.Event;
import tireless.model.ResourceKey;

/** The scaling of a server, which begins when all that runs was taken over. */
final class Scaling {
    private final AtomicReference<@Nullable Autoscaling> begun = new AtomicReference<>();

    Autoscaling begin(ControlPlane plane, CountSink sink, Consumer<Event> told) {
        Autoscaling scaling = Autoscaling.begin(plane, sink, told);
        begun.set(scaling);
        return scaling;
    }

    void changed(ResourceKey key) {
        Autoscaling present = begun.get();
        if (present != null) {
            present.scaler().changed(key);
        }
    }

    ScalingState state(ResourceKey key) {
        return Optional.ofNullable(begun.get())
                .map(scaling -> scaling.scaler().state(key))
                .orElse(ScalingState.NONE);
    }
}
