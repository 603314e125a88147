package tireless.kubernetes.sight;

import java.time.Duration;
import java.time.Instant;

/** What the container of a pod that does the work is doing. */
public sealed interface Box {
    /** It is not there yet; an empty {@code why} is that nothing stands in the way. */
    record Coming(String why) implements Box {}

    record Running(Instant since) implements Box {}

    /** It ended, and what follows is not said yet. */
    record Over(Ended end) implements Box {}

    /** It ended, and the next start is put off. */
    record PutOff(Ended end, Duration delay) implements Box {}

    /** The pod itself is done for, as one that was evicted, and another takes its place. */
    record Failed(String why) implements Box {}
}
