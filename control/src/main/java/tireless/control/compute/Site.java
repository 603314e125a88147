package tireless.control.compute;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tireless.engine.Engine;
import tireless.model.RestartPolicy;

/** What keeps resources on one compute. */
sealed interface Site {
    /** Empty while there is none. */
    Optional<Engine> engine();

    /** Why there is no engine, for people; empty where there is one. */
    String why();

    /** To be called when somebody needs the engine now. */
    void hurry();

    /** The engine, waited for while nobody knows whether there will be one; empty where {@link #why} says why there is none. */
    Optional<Engine> await(Duration patience);

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

        @Override
        public void hurry() {}

        @Override
        public Optional<Engine> await(Duration patience) {
            return engine();
        }
    }

    /** A cluster whose engine is opened when it is first needed. */
    final class Remote implements Site {
        private final Opening opening;
        private final CountDownLatch tried = new CountDownLatch(1);
        private volatile @Nullable Engine engine;

        /**
         * @param name of it, for people
         * @param taken given an engine, which is closed where this throws
         * @param failed told when {@link #why} has changed
         */
        Remote(
                String name,
                Supplier<Engine> opener,
                RestartPolicy pauses,
                BiConsumer<Remote, Engine> taken,
                Consumer<Remote> failed) {
            this.opening = new Opening(name, opener, pauses, opened -> taken.accept(this, opened), () -> {
                tried.countDown();
                failed.accept(this);
            });
        }

        @Override
        public Optional<Engine> engine() {
            return Optional.ofNullable(engine);
        }

        @Override
        public String why() {
            return engine == null ? opening.why() : "";
        }

        @Override
        public void hurry() {
            if (engine == null) {
                opening.hurry();
            }
        }

        @Override
        public Optional<Engine> await(Duration patience) {
            hurry();
            try {
                var _ = tried.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return engine();
        }

        /** From now on this engine takes what is told. */
        void opened(Engine ready) {
            engine = ready;
            tried.countDown();
        }

        /** Closes the engine, or lets nobody open one. */
        void close() {
            opening.close();
            engine().ifPresent(Engine::close);
        }
    }
}
