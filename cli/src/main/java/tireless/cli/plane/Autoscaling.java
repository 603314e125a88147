package tireless.cli.plane;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tireless.autoscale.Autoscaler;
import tireless.autoscale.CountSink;
import tireless.autoscale.StoredTriggers;
import tireless.model.Event;
import tireless.secret.StoredSecrets;

/** The autoscaler of a control plane, and the connections of its triggers. */
public record Autoscaling(Autoscaler scaler, StoredTriggers triggers) implements AutoCloseable {
    /**
     * Scales all that is desired by now; of what changes it is to be told.
     *
     * @param told of triggers that fail or work again
     */
    public static Autoscaling begin(ControlPlane plane, CountSink sink, Consumer<Event> told) {
        StoredTriggers triggers =
                new StoredTriggers(new StoredSecrets(plane.store(), plane.vault()), InstantSource.system());
        Autoscaler scaler = new Autoscaler(
                plane.engine(),
                triggers,
                sink,
                told,
                plane.store()::desired,
                plane.time(),
                RandomGenerator.getDefault());
        plane.store().desired().keySet().forEach(scaler::changed);
        return new Autoscaling(scaler, triggers);
    }

    @Override
    public void close() {
        scaler.close();
        triggers.close();
    }
}
