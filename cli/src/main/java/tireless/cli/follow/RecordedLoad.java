package tireless.cli.follow;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import tireless.api.SeriesView;

/**
 * What arrived for a worker while it was measured, in the form that {@code scale --simulate --trace} reads. What arrived is nobody's to tell:
 * it is what was done, and what more waits and is in hand than before. Pure.
 */
final class RecordedLoad {
    /** Over which a rate is an average, so that what it tells comes up to this much too late. */
    private static final int RATE_SECONDS = 10;

    private final StringBuilder out = new StringBuilder("seconds,arrivals\n");
    private final long begin;
    private final long step;
    /** Whether it is known how much was done; an older server tells its rate alone. */
    private final boolean counted;

    private double pending;
    /** What was taken for arrived, and is made up for when it is told that it was done. */
    private double owed;

    private RecordedLoad(long begin, long step, boolean counted) {
        this.begin = begin;
        this.step = step;
        this.counted = counted;
    }

    /** @throws IllegalArgumentException where nothing was measured */
    static String of(SeriesView series) {
        List<SeriesView.Sample> samples = series.samples();
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        RecordedLoad load = new RecordedLoad(
                samples.getFirst().at().getEpochSecond(), series.step().toSeconds(),
                samples.stream().anyMatch(sample -> sample.figure("done").isPresent()));
        long next = load.begin;
        long idleSince = load.begin;
        for (SeriesView.Sample sample : samples) {
            long second = sample.at().getEpochSecond();
            if (second > next) {
                // Of the time in which nothing was measured nothing is known; what came then is in the next sample.
                load.line(next, 0);
            }
            double arrived = load.arrived(sample);
            if (arrived != 0 || load.pending > 0) {
                idleSince = second;
            } else if (second - idleSince > 2 * RATE_SECONDS) {
                // What is still owed was done by replicas that were gone before their rate was told.
                load.owed = 0;
            }
            load.line(second, load.settled(arrived));
            next = second + load.step;
        }
        load.line(next, 0);
        return load.out.toString();
    }

    private double arrived(SeriesView.Sample sample) {
        double done = counted
                ? sample.figure("done").orElse(0)
                : sample.figure("perSecond").orElse(0) * step;
        OptionalDouble backlog = sample.figure("backlog");
        if (backlog.isEmpty()) {
            return done;
        }
        double before = pending;
        pending = backlog.getAsDouble() + sample.figure("inFlight").orElse(0);
        return done + pending - before;
    }

    private double settled(double arrived) {
        double known = arrived - owed;
        owed = Math.max(0, -known);
        return Math.max(0, known);
    }

    private void line(long second, double arrivals) {
        out.append(String.format(Locale.ROOT, "%d,%.2f%n", second - begin, arrivals));
    }
}
