package tireless.trigger.rig;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tireless.scale.Reading;
import tireless.trigger.Trigger;

/** Prints what it costs to read many triggers on one Redis and one Prometheus, each every 2 s. */
final class TriggerCost {
    private static final int EACH = 500;
    private static final int PERIOD_MILLIS = 2_000;
    private static final int WARM_SECONDS = 20;
    private static final int SECONDS = 20;

    private TriggerCost() {}

    public static void main(String[] arguments) throws InterruptedException {
        RedisServer redis = RedisServer.shared();
        PrometheusServer prometheus = PrometheusServer.shared();
        AtomicInteger measured = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        try (Triggers triggers = new Triggers();
                var looks = Executors.newVirtualThreadPerTaskExecutor();
                var timer = Executors.newSingleThreadScheduledExecutor()) {
            List<Trigger> all = new ArrayList<>();
            for (int i = 0; i < EACH; i++) {
                all.add(triggers.open(
                        Triggers.written("redis", Map.of("address", redis.address(), "listName", "list" + i)),
                        Map.of()));
                all.add(triggers.open(
                        Triggers.written(
                                "prometheus",
                                Map.of(
                                        "serverAddress",
                                        prometheus.url(),
                                        "query",
                                        "vector(" + i + ")",
                                        "threshold",
                                        "1")),
                        Map.of()));
            }
            for (int i = 0; i < all.size(); i++) {
                Trigger trigger = all.get(i);
                var _ = timer.scheduleAtFixedRate(
                        () -> looks.execute(() -> count(trigger, measured, failed)),
                        (long) PERIOD_MILLIS * 1000 * i / all.size(),
                        PERIOD_MILLIS * 1000L,
                        TimeUnit.MICROSECONDS);
            }
            pass(timer, WARM_SECONDS);
            measured.set(0);
            long cpu = cpuNanos();
            long began = System.nanoTime();
            pass(timer, SECONDS);
            double share = 100.0 * (cpuNanos() - cpu) / (System.nanoTime() - began);
            System.out.printf(
                    "%d triggers on one Redis and one Prometheus, each read every %d ms: %.1f %% of one core, %d looks, %d failed, %d clients%n",
                    all.size(),
                    PERIOD_MILLIS,
                    share,
                    measured.get(),
                    failed.get(),
                    triggers.connections().users().size());
            timer.shutdownNow();
        }
    }

    /** The looks go on meanwhile: it is their cost that is measured. */
    private static void pass(ExecutorService looks, int seconds) throws InterruptedException {
        if (looks.awaitTermination(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the looks have ended");
        }
    }

    private static void count(Trigger trigger, AtomicInteger measured, AtomicInteger failed) {
        try {
            (trigger.read() instanceof Reading.Measured ? measured : failed).incrementAndGet();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
