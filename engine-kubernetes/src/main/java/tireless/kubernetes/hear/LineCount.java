package tireless.kubernetes.hear;

import tireless.throughput.LogCounter;
import tireless.throughput.Notification;

/** Counts the lines of the newest run of one container. Safe for use by many threads. */
public final class LineCount {
    /**
     * What was counted.
     *
     * @param run how often the container had been started again
     * @param tooSlow whether there were lines that the pattern took too long for
     * @param stream by the how manieth stream lines come at the moment
     */
    public record Counted(int run, Notification.Numbers numbers, boolean tooSlow, int stream) {}

    private final String pattern;

    // Guarded by this.
    private int run;
    private LogCounter counter;

    LineCount(String pattern, int run) {
        this.pattern = pattern;
        this.run = run;
        this.counter = new LogCounter(pattern);
    }

    synchronized void line(int of, String text) {
        if (of > run) {
            run = of;
            counter = new LogCounter(pattern);
        }
        if (of == run) {
            counter.line(text);
        }
    }

    synchronized Counted counted(int stream) {
        return new Counted(run, counter.numbers(), counter.givenUp() > 0, stream);
    }

    boolean isBy(String other) {
        return pattern.equals(other);
    }
}
