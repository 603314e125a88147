package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;

/** What a thousand watchers cost at most; ColdStart prints what they do. */
@Tag("slow")
class CostTest {
    private static final int WATCHERS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void aThousandIdleWatchersCostLittle() {
        try (Plane plane = Plane.open(folder.resolve("home"))) {
            plane.apply(Plane.worker("pulse", 0, "exec sleep 1000"));
            open(plane, 10).forEach(Wire::close);
            long memory = used();
            int threads = threads();

            List<Wire> watchers = open(plane, WATCHERS);

            long each = (used() - memory) / WATCHERS;
            int more = threads() - threads;
            long begin = System.nanoTime();
            plane.post(Plane.PULSE + "/pause", "");
            watchers.forEach(CostTest::untilPaused);
            long told = (System.nanoTime() - begin) / 1_000_000;
            assertThat(each).isLessThan(64 << 10);
            assertThat(more).isLessThan(10);
            assertThat(told).isLessThan(30_000);
            watchers.forEach(Wire::close);
        }
    }

    private static List<Wire> open(Plane plane, int count) {
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Wire wire = plane.connect();
            wire.send(Wire.request("GET", Api.BASE + "/watch", ""));
            assertThat(wire.head().status()).isEqualTo(200);
            wires.add(wire);
        }
        return wires;
    }

    private static void untilPaused(Wire wire) {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("powerChanged") < 0) {
            text.append(wire.chunk());
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
