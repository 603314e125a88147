package tireless.reconcile.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand random fault schedules against the real reconciler. One seed alone: {@code -Dtireless.seed=N}; another ten thousand:
 * {@code -Dtireless.firstSeed=N}.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("tireless.firstSeed", 1);
    private static final long COUNT = 10_000;

    @Test
    void nothingIsDoubledAndEverythingDesiredComesTrueWhenFaultsEnd() {
        Long only = Long.getLong("tireless.seed");
        LongStream seeds = only != null ? LongStream.of(only) : LongStream.range(FIRST, FIRST + COUNT);
        LongAdder warnings = new LongAdder();
        seeds.parallel().forEach(seed -> {
            FaultSchedule schedule = new FaultSchedule(seed);
            try {
                schedule.run();
                warnings.add(schedule.warnings());
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "seed %d fails, alone with -Dtireless.seed=%d: %s%n%s"
                                .formatted(seed, seed, failure.getMessage(), schedule.trace()),
                        failure);
            }
        });
        if (only == null) {
            assertThat(warnings.sum())
                    .as("replicas that never became ready again, and were spoken of")
                    .isPositive();
        }
    }
}
