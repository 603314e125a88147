package tireless.server.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import tireless.control.History;
import tireless.store.Journal;

/** The server itself: its build, its journal, and its virtual machine. */
final class ProcessMetrics {
    private final PrometheusRegistry registry;

    private ProcessMetrics(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /** @param version of the program */
    static void register(PrometheusRegistry registry, String version, Journal journal) {
        History history = new History(journal);
        ProcessMetrics metrics = new ProcessMetrics(registry);
        GaugeWithCallback.builder()
                .name("tireless_build")
                .help("1, with the version of the program and of Java")
                .labelNames("version", "java")
                .callback(
                        callback -> callback.call(1, version, Runtime.version().toString()))
                .register(registry);
        metrics.counter(
                "tireless_events_recorded", "Events in the journal since it began", () -> (double) history.newest());
        metrics.counter(
                "tireless_events_dropped", "Events that the disk did not take", () -> (double) journal.dropped());
        metrics.machine();
    }

    private void machine() {
        labelled("jvm_memory_used_bytes", "Memory in use", "area", gauge -> {
            gauge.call((double) memory(true).getUsed(), "heap");
            gauge.call((double) memory(false).getUsed(), "nonheap");
        });
        labelled("jvm_memory_committed_bytes", "Memory that is reserved", "area", gauge -> {
            gauge.call((double) memory(true).getCommitted(), "heap");
            gauge.call((double) memory(false).getCommitted(), "nonheap");
        });
        gauge("jvm_memory_heap_max_bytes", "How large the heap may become", () ->
                (double) memory(true).getMax());
        gauge(
                "jvm_threads",
                "Platform threads",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        counter(
                "jvm_gc_collection_seconds",
                "Time spent collecting garbage",
                () -> ManagementFactory.getGarbageCollectorMXBeans().stream()
                                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                                .sum()
                        / 1e3);
    }

    private static MemoryUsage memory(boolean heap) {
        var memory = ManagementFactory.getMemoryMXBean();
        return heap ? memory.getHeapMemoryUsage() : memory.getNonHeapMemoryUsage();
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void labelled(String name, String help, String label, Consumer<GaugeWithCallback.Callback> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(values)
                .register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
