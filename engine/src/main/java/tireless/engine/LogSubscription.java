package tireless.engine;

import java.time.Duration;
import java.util.List;

/** Output that is being handed over. Closing it ends that at once; what was not handed over by then is not. */
public interface LogSubscription extends Subscription {
    /**
     * Hands over what is written up to now, then ends. What takes longer than {@code patience} is left out, but for the last lines
     * of each replica.
     *
     * @return what was left out; none for a replica that is shown in full
     */
    List<UnreadOutput> drain(Duration patience);
}
