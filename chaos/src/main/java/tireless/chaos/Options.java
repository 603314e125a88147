package tireless.chaos;

import java.nio.file.Path;
import java.time.Duration;
import tireless.chaos.schedule.Population;

/**
 * What a run is to be.
 *
 * @param length how long faults are injected
 * @param seed of the schedule
 * @param workers how many
 * @param checkout whose distribution is tried; it has been built
 * @param schedule the file that gets what was done, with the times
 */
public record Options(Duration length, long seed, int workers, Path checkout, Path schedule) {
    public Options {
        if (length.isNegative()) {
            throw new IllegalArgumentException("a length is not negative");
        }
    }

    Population population() {
        return Population.of(workers);
    }

    /** The command that does the same again. */
    String again() {
        return "chaos/run --seconds %d --seed %d --workers %d".formatted(length.toSeconds(), seed, workers);
    }
}
