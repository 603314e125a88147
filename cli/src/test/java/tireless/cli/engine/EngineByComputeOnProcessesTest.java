package tireless.cli.engine;

import java.util.Map;
import tireless.control.compute.EngineByCompute;
import tireless.control.compute.Whereabouts;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.ResourceKey;
import tireless.reconcile.LocalEngine;

/** The engine over all computes keeps the contract of engines, with what runs on this machine. */
class EngineByComputeOnProcessesTest extends LocalEngineOnProcessesTest {
    /** Nothing is on any cluster. */
    private static final Whereabouts NOWHERE = new Whereabouts() {
        @Override
        public Map<ResourceKey, Arrival> all() {
            return Map.of();
        }

        @Override
        public void note(ResourceKey key, Arrival arrival) {
            throw new IllegalStateException("nothing goes to a cluster");
        }

        @Override
        public void forget(ResourceKey key) {
            throw new IllegalStateException("nothing was on a cluster");
        }
    };

    @Override
    Engine around(LocalEngine local) {
        return new EngineByCompute(
                local,
                access -> {
                    throw new IllegalStateException("no cluster is opened: " + access);
                },
                NOWHERE,
                new BootClock(),
                EngineByCompute.PAUSES);
    }
}
