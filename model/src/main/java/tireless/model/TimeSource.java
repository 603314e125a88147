package tireless.model;

/** Where the time comes from: the kernel's clocks, or a test's hand. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface TimeSource {
    Now now();
}
