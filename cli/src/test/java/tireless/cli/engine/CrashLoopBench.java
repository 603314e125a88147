package tireless.cli.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tireless.linux.BootClock;
import tireless.linux.ProcessStat;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.reconcile.LocalEngine;
import tireless.runtime.process.ProcessDriver;
import tireless.testing.Workloads;

/**
 * Prints what many workers cost that crash at once, again and again: the processor time of the engine, and that of keepers and
 * workers. Run by {@code bench/crashes}.
 */
public final class CrashLoopBench {
    private static final int[] UNTIL_SECONDS = {10, 30, 60, 120, 240, 420};
    private static final int CHILDREN_FIELD = 13;

    private CrashLoopBench() {}

    /** @param arguments how many workers; 200 if it is not said */
    public static void main(String... arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        Path folder = Files.createTempDirectory("tireless-crashes");
        ResourceKey key = ResourceKey.worker("public", "crasher");
        Revision revision = Workloads.revision(key, "uid", 1, Workloads.worker(count, Workloads.run("false")));
        try (ProcessDriver driver = AdoptionBench.driver(folder);
                LocalEngine engine = new LocalEngine(driver, new BootClock(), new SplittableRandom(1), 4)) {
            engine.adopt(List.of());
            double own = ownSeconds();
            double children = childrenSeconds();
            int from = 0;
            engine.accept(revision);
            for (int until : UNTIL_SECONDS) {
                pause(until - from);
                double ownNow = ownSeconds();
                double childrenNow = childrenSeconds();
                System.out.printf(
                        "second %3d to %3d: the engine %4.1f %% of a core, keepers and workers %4.1f %%%n",
                        from,
                        until,
                        100 * (ownNow - own) / (until - from),
                        100 * (childrenNow - children) / (until - from));
                own = ownNow;
                children = childrenNow;
                from = until;
            }
            engine.remove(key);
        } finally {
            AdoptionBench.remove(folder);
        }
    }

    private static void pause(int seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    private static double ownSeconds() throws IOException {
        return (double) ProcessStat.of(ProcessHandle.current().pid())
                        .orElseThrow()
                        .cpuTicks()
                / ProcessStat.TICKS_PER_SECOND;
    }

    /** Of all children that are over and were waited for. */
    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ", -1);
        return (Double.parseDouble(fields[CHILDREN_FIELD]) + Double.parseDouble(fields[CHILDREN_FIELD + 1]))
                / ProcessStat.TICKS_PER_SECOND;
    }
}
