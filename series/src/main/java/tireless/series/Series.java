package tireless.series;

import java.time.Duration;
import java.util.List;

/**
 * How it went with one worker.
 *
 * @param step the time that one sample is about
 * @param samples the oldest first; where there is none, nothing was measured
 */
public record Series(Duration step, List<Sample> samples) {
    public Series {
        samples = List.copyOf(samples);
    }
}
