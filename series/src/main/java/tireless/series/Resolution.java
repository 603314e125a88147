package tireless.series;

import java.time.Duration;
import java.util.Arrays;

/** How finely something is kept, and how long. All numbers are seconds. */
enum Resolution {
    SECOND(1, Duration.ofMinutes(10), 20),
    TEN_SECONDS(10, Duration.ofHours(6), 60),
    FIVE_MINUTES(300, Duration.ofDays(30), 300);

    private static final int SAMPLES_OF_A_CHUNK = 60;

    private final int step;
    private final Duration kept;
    private final int every;

    Resolution(int step, Duration kept, int every) {
        this.step = step;
        this.kept = kept;
        this.every = every;
    }

    /** The time that one sample is about. */
    int step() {
        return step;
    }

    long kept() {
        return kept.toSeconds();
    }

    /** Between two writes. */
    int every() {
        return every;
    }

    /** The time that is stored as one. */
    long span() {
        return (long) step * SAMPLES_OF_A_CHUNK;
    }

    /** The finest that is kept for so long. */
    static Resolution covering(long seconds) {
        return Arrays.stream(values())
                .filter(resolution -> resolution.kept() >= seconds)
                .findFirst()
                .orElse(FIVE_MINUTES);
    }
}
