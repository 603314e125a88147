package tireless.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.model.AttemptId;
import tireless.model.ResourceKey;
import tireless.model.SlotId;
import tireless.model.VolumeHolding;

/**
 * Runs replicas on this machine, one attempt at a time per slot.
 *
 * <p>A driver keeps its own truth about what runs, which outlives the process that holds the driver: whoever opens a driver on the
 * same place later learns by {@link #recover} what still lives and how the rest ended.
 *
 * <p>All methods may block and may be called from many threads at once, but never twice at once for the same slot. None throws
 * for a worker that misbehaves: that is a result. An exception means that the environment is broken.
 */
public interface RuntimeDriver extends AutoCloseable {
    /** Names whom to tell; called once, before anything else. News of what happened earlier is not repeated. */
    void listen(RuntimeListener listener);

    /** Every attempt that may still matter, at most one per slot: the newest, and with it what was remembered before its start. */
    List<Recovered> recover();

    /**
     * Brings here what the start of an attempt needs from elsewhere, as an image. May take long; called before {@link #start}, beside
     * other starts however many they are. It is given up when the attempt is killed.
     *
     * @return why it can not be had, so that there is nothing to start; empty if all is here
     */
    default Optional<StartResult.NotStarted> prepare(StartRequest request) {
        return Optional.empty();
    }

    /**
     * Starts an attempt. Returns when the process is known to run, or is known never to have run. The attempt's number must be
     * greater than that of every attempt of this slot so far, and the one before must be known dead.
     */
    StartResult start(StartRequest request);

    /**
     * Finds out about an attempt, and makes an attempt whose main process is dead <em>known dead</em>: what it left behind is
     * killed first. A living attempt is left alone.
     */
    Verdict settle(AttemptId attempt);

    /**
     * Writes down what was made of the end of an attempt that is known dead, and never ran maybe, for {@link #recover} of a driver
     * that is opened later. Not made durable: what a crash of the machine takes is decided anew.
     */
    void remember(AttemptId attempt, SettledEnd end);

    /**
     * Writes down that an attempt sends a heartbeat at least every {@code interval}, zero for never, for {@link Recovered#watchdog} of a
     * driver that is opened later. The newest one holds. Harmless if its records are gone.
     */
    void noteWatchdog(AttemptId attempt, Duration interval);

    /** Asks the attempt to end, SIGTERM as its stop policy says; does not wait. Harmless if it is dead. */
    void terminate(AttemptId attempt);

    /**
     * Remembers, also for the next driver, that nothing shall be started after this attempt until something changes, as it listened at
     * {@code endpoints}; stops nothing. Told by {@link Recovered#heldFor} as long as it is the slot's newest attempt.
     */
    void hold(AttemptId attempt, List<String> endpoints);

    /** Kills the attempt with everything that belongs to it; does not wait. Harmless if it is dead. */
    void kill(AttemptId attempt);

    /**
     * Runs a command beside a living attempt: in its working directory, with its environment but for {@code NOTIFY_SOCKET}, within its
     * limits, in a session of its own, with no input. Returns when it is over; then nothing that it began is left. It is killed when its
     * time is over, when the attempt ends, and when the driver is closed; a time in which this program did not run is not counted. May
     * be called beside every other method for the same slot.
     */
    ProbeResult probe(ProbeRequest request);

    /** What attempts use at the moment; the dead are left out. To ask for many at once costs less. */
    Map<AttemptId, Usage> measure(Collection<AttemptId> attempts);

    /** The same of one; {@link Usage#NONE} if it is dead. */
    default Usage measure(AttemptId attempt) {
        return measure(List.of(attempt)).getOrDefault(attempt, Usage.NONE);
    }

    /** What a volume holds now, counted for a second or two at most; empty where this driver has no such volume. */
    default Optional<VolumeHolding> holding(ResourceKey volume) {
        return Optional.empty();
    }

    /** What the slot's attempts wrote, also after their end. */
    SlotLog log(SlotId slot);

    /** Forgets a slot with all its attempts, records and logs. Every attempt must be known dead. */
    void remove(SlotId slot);

    /** Lets go of everything; what runs goes on running. */
    @Override
    void close();
}
