package tireless.trigger;

import tireless.scale.Reading;

/** One thing outside of the replicas that scaling goes by, opened. Used by one thread at a time. */
public interface Trigger extends AutoCloseable {
    /**
     * Looks once, for some seconds at most.
     *
     * @return also where it can not be read: never throws for a server that is away, hangs, refuses or answers nonsense
     * @throws InterruptedException if who asks does not want to know any more
     */
    Reading read() throws InterruptedException;

    /** Lets go of what it holds alone; what it shares with others stays as long as one of them uses it. */
    @Override
    void close();
}
