package tireless.reconcile.act;

import java.time.Duration;
import java.util.List;
import tireless.model.AttemptId;
import tireless.model.ProbeKind;
import tireless.model.SlotId;
import tireless.runtime.ProbeRequest;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;

/**
 * What the engine does to the world. All but {@link #remove} return at once; the results of {@link #start}, {@link #probe} and {@link #settle} come
 * back as messages. Called from the engine's thread only.
 */
public interface Effects {
    void start(StartRequest request);

    /** At most some run at once; the others wait. */
    void probe(ProbeKind kind, ProbeRequest request);

    void settle(AttemptId attempt);

    /** Writes down what was made of the end of an attempt, before anything else is done to its slot. */
    void remember(AttemptId attempt, SettledEnd end);

    /** Writes down the interval of the heartbeats that an attempt asked for, as {@link tireless.runtime.RuntimeDriver#noteWatchdog}. */
    void noteWatchdog(AttemptId attempt, Duration interval);

    void terminate(AttemptId attempt);

    /** Remembers that nothing shall be started after this attempt, as it listened at {@code endpoints}; then as {@link #terminate}. */
    void hold(AttemptId attempt, List<String> endpoints);

    void kill(AttemptId attempt);

    /** Removes the slot's records before it returns, so that the slot may be used anew. */
    void remove(SlotId slot);
}
