package tireless.cli.plot;

/**
 * The time that a plot shows, in seconds since the epoch.
 *
 * @param from the first
 * @param to behind the last
 * @param step between two samples: what is further apart than twice that is not joined
 */
public record TimeSpan(long from, long to, long step) {
    public TimeSpan {
        if (to <= from || step < 1) {
            throw new IllegalArgumentException("no time: " + from + " to " + to + " by " + step);
        }
    }

    /** Where a second lies, from 0 to 1. */
    double place(long second) {
        return Math.clamp((double) (second - from) / (to - from), 0, 1);
    }
}
