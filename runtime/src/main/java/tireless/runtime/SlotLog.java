package tireless.runtime;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The output of one slot's attempts, in order: what they wrote to stdout and stderr. */
public interface SlotLog {
    /** The last {@code count} whole lines written so far, oldest first. */
    List<LogLine> tail(int count);

    /**
     * Hands over every line from the start on, and goes on with what is written later, over restarts, until closed. A line is handed
     * over when its newline is written, or when its attempt has ended. Calls come from one thread at a time.
     */
    Following follow(LogStart start, Consumer<LogLine> reader);

    /** A running {@link #follow}; closing it waits for no one. */
    interface Following extends AutoCloseable {
        /**
         * Hands over what is written up to now, then ends. What takes longer than {@code patience} is left out, but for the last
         * lines.
         *
         * @return what was left out; empty if it is nothing
         * @throws UncheckedIOException if it could not be read to its end
         */
        Optional<Unread> drain(Duration patience);

        /** Calls {@code told} once, if this has ended because the log can not be read on. */
        void whenFailed(Consumer<UncheckedIOException> told);

        @Override
        void close();
    }
}
