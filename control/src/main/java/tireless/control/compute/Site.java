package tireless.control.compute;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.engine.Engine;

/** What keeps resources on one compute. */
sealed interface Site {
    /** Empty while there is none. */
    Optional<Engine> engine();

    /** Why there is no engine, for people. */
    String why();

    /** This machine. */
    record Machine(Engine local) implements Site {
        @Override
        public Optional<Engine> engine() {
            return Optional.of(local);
        }

        @Override
        public String why() {
            return "";
        }
    }

    /** A cluster whose engine is opened when it is first needed. */
    final class Remote implements Site {
        private final Opening opening;
        private volatile @Nullable Engine engine;

        Remote(Opening opening) {
            this.opening = opening;
        }

        @Override
        public Optional<Engine> engine() {
            return Optional.ofNullable(engine);
        }

        @Override
        public String why() {
            return opening.why();
        }

        Opening opening() {
            return opening;
        }

        /** From now on this engine takes what is told. */
        void opened(Engine ready) {
            engine = ready;
        }
    }
}
