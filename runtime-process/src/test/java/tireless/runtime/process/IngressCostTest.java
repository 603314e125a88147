package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
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

/** What a look at many workers costs, where somebody on the machine listens, so that their descriptors must be looked at. */
@Tag("slow")
class IngressCostTest extends RuntimeFixture {
    private static final int WORKERS = 100;
    private static final int LOOKS = 20;

    /** Once a minute, where nothing changes: so this is one six hundredth of a processor. */
    private static final Duration MOST = Duration.ofMillis(100);

    /** Every 10 s, and whatever the number of workers. */
    private static final Duration MOST_WITHOUT_PROCESSES = Duration.ofMillis(10);

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    @Test
    void aLookAtAHundredWorkersIsCheap() throws IOException {
        List<AttemptId> attempts = new ArrayList<>();
        for (int ordinal = 0; ordinal < WORKERS; ordinal++) {
            AttemptId attempt = new AttemptId(new SlotId(ResourceKey.worker("public", "many"), ordinal), 1);
            StartResult result = driver.start(new StartRequest(attempt, RECORD, run("sleep", "1000")));
            assertThat(result).isInstanceOf(StartResult.Started.class);
            attempts.add(attempt);
        }
        Home home = new Home(home());
        try (ServerSocket _ = new ServerSocket(0, 1, InetAddress.ofLiteral("0.0.0.0"))) {
            long begun = 0;
            for (int look = -LOOKS; look < LOOKS; look++) {
                if (look == 0) {
                    begun = processorTime();
                }
                assertThat(new IngressScan(home, new ProcessTable()).look(attempts))
                        .hasSize(WORKERS)
                        .allSatisfy((_, endpoints) -> assertThat(endpoints).isEmpty());
            }
            Duration each = Duration.ofNanos(processorTime() - begun).dividedBy(LOOKS);
            assertThat(each).isLessThan(MOST);
            begun = processorTime();
            for (int look = 0; look < LOOKS; look++) {
                assertThat(new IngressScan(home, new ProcessTable()).inodes()).isNotEmpty();
            }
            assertThat(Duration.ofNanos(processorTime() - begun).dividedBy(LOOKS))
                    .isLessThan(MOST_WITHOUT_PROCESSES);
        }
        for (AttemptId attempt : attempts) {
            driver.kill(attempt);
        }
        for (var _ : attempts) {
            AttemptId ended = news.nextEnd();
            assertThat(driver.settle(ended)).isInstanceOf(Verdict.Dead.class);
        }
    }

    /** Of this thread, in nanoseconds. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
