package tireless.engine;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Output that is being handed over. Closing it ends that at once; what was not handed over by then is not. */
public interface LogSubscription extends Subscription {
    /**
     * Hands over what is written up to now, then ends. What takes longer than {@code patience} is left out, but for the last lines
     * of each replica.
     *
     * @return what was left out; none for a replica that is shown in full
     * @throws UncheckedIOException if the output of a replica could not be read to its end
     */
    List<UnreadOutput> drain(Duration patience);

    /** Calls {@code told} once, when the output of a replica can not be read on: nothing more of that one comes. */
    void whenFailed(Consumer<UncheckedIOException> told);
}
