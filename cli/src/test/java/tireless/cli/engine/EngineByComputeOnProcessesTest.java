package tireless.cli.engine;

import java.util.Map;
import java.util.Set;
import tireless.control.compute.EngineByCompute;
import tireless.control.compute.Whereabouts;
import tireless.engine.Engine;
import tireless.linux.BootClock;
import tireless.model.ResourceKey;
import tireless.model.Uid;
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

        @Override
        public Map<ResourceKey, Set<Uid>> disowned() {
            return Map.of();
        }

        @Override
        public void disown(ResourceKey key, Uid uid) {
            throw new IllegalStateException("nothing was left on a cluster");
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
