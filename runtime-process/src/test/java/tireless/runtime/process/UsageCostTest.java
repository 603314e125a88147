package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.model.AttemptId;
import tireless.model.ResourceKey;
import tireless.model.SlotId;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.RuntimeFixture;

/** What it costs to measure many workers. */
@Tag("slow")
class UsageCostTest extends RuntimeFixture {
    private static final int WORKERS = 200;
    private static final int LOOKS = 100;

    /** Every 2 s: so a thousand workers take less than one fiftieth of a processor. */
    private static final Duration MOST_EACH = Duration.ofNanos(40_000);

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    @Test
    void aLookAtManyWorkersIsCheap() {
        List<AttemptId> attempts = new ArrayList<>();
        for (int ordinal = 0; ordinal < WORKERS; ordinal++) {
            AttemptId attempt = new AttemptId(new SlotId(ResourceKey.worker("public", "many"), ordinal), 1);
            StartResult result = driver.start(new StartRequest(attempt, RECORD, run("sleep", "1000")));
            assertThat(result).isInstanceOf(StartResult.Started.class);
            attempts.add(attempt);
        }
        long begun = 0;
        for (int look = -LOOKS; look < LOOKS; look++) {
            if (look == 0) {
                begun = processorTime();
            }
            assertThat(driver.measure(attempts)).hasSize(WORKERS);
        }
        Duration each = Duration.ofNanos(processorTime() - begun).dividedBy((long) LOOKS * WORKERS);
        attempts.forEach(driver::kill);
        attempts.forEach(_ -> assertThat(driver.settle(news.nextEnd())).isInstanceOf(Verdict.Dead.class));
        assertThat(each).isLessThan(MOST_EACH);
    }

    /** Of this thread, in nanoseconds. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
