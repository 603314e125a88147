package tireless.runtime;

import java.util.List;

/** Something that a driver noticed of an attempt which goes on. */
public sealed interface Notice {
    /**
     * The attempt cut its own output file, as by opening /dev/stderr for writing.
     *
     * @param bytes how much of what it had written is gone; 0 where all of it was kept elsewhere before
     */
    record LogTruncated(long bytes) implements Notice {}

    /**
     * Something about its output that people should know.
     *
     * @param what for people: what is wrong and what to do
     */
    record LogWarning(String what) implements Notice {}

    /**
     * Something about its volumes that people should know.
     *
     * @param what for people: what is wrong, and what follows
     */
    record VolumeWarning(String what) implements Notice {}

    /**
     * Something about where its counts come from that people should know.
     *
     * @param what for people: what is wrong, and what to do
     */
    record SignalWarning(String what) implements Notice {}

    /**
     * The attempt wanted more processes and threads than it may have, told once.
     *
     * @param tasks how many that are
     */
    record ForkLimit(long tasks) implements Notice {}

    /**
     * What the attempt listens at, told when it changes.
     *
     * @param addresses those that others can reach, as {@code 0.0.0.0:8080} or {@code [::]:8080}, sorted; none if it has stopped to
     */
    record Listens(List<String> addresses) implements Notice {
        public Listens {
            addresses = List.copyOf(addresses);
        }
    }
}
