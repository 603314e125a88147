package tireless.cli.follow;

import java.util.ArrayList;
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

    private final List<Line> lines = new ArrayList<>();
    private final long step;
    /** Whether it is known how much was done; an older server tells its rate alone. */
    private final boolean counted;

    private double pending;

    /** @param arrived how many more, by what was done and what is pending; below zero where that was more before */
    private record Line(long second, double arrived, boolean pending) {}

    private RecordedLoad(long step, boolean counted) {
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
                series.step().toSeconds(),
                samples.stream().anyMatch(sample -> sample.figure("done").isPresent()));
        long begin = samples.getFirst().at().getEpochSecond();
        long next = begin;
        StringBuilder out = new StringBuilder("seconds,arrivals\n");
        for (SeriesView.Sample sample : samples) {
            long second = sample.at().getEpochSecond() - begin;
            boolean gap = second > next - begin;
            if (gap) {
                // Of the time in which nothing was measured nothing is known; what came then is in the next sample.
                load.settle(out);
                line(out, next - begin, 0);
            }
            load.add(second, sample, gap);
            next = second + begin + load.step;
        }
        load.settle(out);
        line(out, next - begin, 0);
        return out.toString();
    }

    private void add(long second, SeriesView.Sample sample, boolean gap) {
        double done = counted
                ? sample.figure("done").orElse(0)
                : sample.figure("perSecond").orElse(0) * step;
        OptionalDouble backlog = sample.figure("backlog");
        double before = pending;
        if (backlog.isPresent()) {
            pending = backlog.getAsDouble() + sample.figure("inFlight").orElse(0);
            // What is gone then was done while nobody counted.
            before = gap ? Math.min(before, pending) : before;
        }
        lines.add(new Line(second, done + pending - before, pending > 0));
    }

    /** Writes what was measured without a gap. */
    private void settle(StringBuilder out) {
        double[] arrived = counted ? settledByCounts() : settledByRates();
        for (int place = 0; place < arrived.length; place++) {
            line(out, lines.get(place).second(), arrived[place]);
        }
        lines.clear();
    }

    /**
     * What is pending is told too high for a moment: replicas speak one after the other, and what one says that waits another one
     * may have in hand by then; of a longer time its peak is kept, beside what was done of it. So only what stays counts as
     * arrived, and all of it together is what was done and what is pending at the end.
     */
    private double[] settledByCounts() {
        double[] sums = new double[lines.size()];
        double sum = 0;
        for (int place = 0; place < sums.length; place++) {
            sum += lines.get(place).arrived();
            sums[place] = sum;
        }
        for (int place = sums.length - 2; place >= 0; place--) {
            sums[place] = Math.min(sums[place], sums[place + 1]);
        }
        double[] arrived = new double[sums.length];
        for (int place = 0; place < sums.length; place++) {
            double before = place == 0 ? 0 : Math.max(0, sums[place - 1]);
            arrived[place] = Math.max(0, sums[place]) - before;
        }
        return arrived;
    }

    /** What is done is told too late: what is missing for a moment is owed until the rate tells it. */
    private double[] settledByRates() {
        double[] arrived = new double[lines.size()];
        double owed = 0;
        long idleSince = lines.isEmpty() ? 0 : lines.getFirst().second();
        for (int place = 0; place < arrived.length; place++) {
            Line line = lines.get(place);
            if (line.arrived() != 0 || line.pending()) {
                idleSince = line.second();
            } else if (line.second() - idleSince > 2 * RATE_SECONDS) {
                // What is still owed was done by replicas that were gone before their rate was told.
                owed = 0;
            }
            double known = line.arrived() - owed;
            owed = Math.max(0, -known);
            arrived[place] = Math.max(0, known);
        }
        return arrived;
    }

    private static void line(StringBuilder out, long second, double arrivals) {
        out.append(String.format(Locale.ROOT, "%d,%.2f%n", second, arrivals));
    }
}
