package tireless.testing.engine;

import java.time.Duration;
import tireless.engine.Engine;
import tireless.model.RunSpec;
import tireless.model.Workload;

/** A compute under test, on which engines are opened one after the other, and what workloads look like there. */
public interface EnginePlace extends AutoCloseable {
    /** Opens an engine; the one before must be closed. */
    Engine open();

    /** Runs without an end and says at once that it is ready; writes {@code line} to its output first. */
    RunSpec livesAfterWriting(String line);

    /** Writes {@code line}, then ends with {@code status} after a short moment. */
    RunSpec endsAfterWriting(String line, int status);

    /** The same workload as one that runs here. */
    default Workload placed(Workload workload) {
        return workload;
    }

    /** Waits until a pause before the next start is written down, for the engine after this one. */
    void untilWritten(Duration pause);

    /** Ends every replica in the way of a crash, from outside. */
    void crash(Engine engine);

    /** Leaves nothing running. */
    @Override
    void close();
}
