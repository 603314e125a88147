package tireless.linux;

import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor that this process owns; closed once, however often {@link #close} is called. */
public final class Descriptor implements AutoCloseable {
    private static final NativeCall CLOSE = NativeCall.returningInt("close");

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    Descriptor(long number) {
        this.number = (int) number;
    }

    /** The number by which system calls know it; meaningless after {@link #close}. */
    public int number() {
        return number;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                CLOSE.callOnce(number);
            } catch (SystemCallException alreadyReleased) {
                // close(2): the descriptor is released whatever close returns.
            }
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
