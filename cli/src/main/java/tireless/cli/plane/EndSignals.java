package tireless.cli.plane;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The signals that end a process: of the terminal, of its closing, of {@code kill}. The JVM's own handling would give the exit status of
 * the signal; what ended in order ends with 0.
 */
public final class EndSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private EndSignals() {}

    /** Signals this close together mean one wish: {@code timeout} and closing terminals send to the process and to its group. */
    private static final long ONE_WISH_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** Calls {@code first} at the first such signal, and {@code again} at each that comes later. */
    public static void handle(Consumer<String> first, Runnable again) {
        AtomicLong begun = new AtomicLong();
        try {
            for (String name : NAMES) {
                install(name, signal -> {
                    long now = System.nanoTime();
                    if (begun.compareAndSet(0, now)) {
                        first.accept("SIG" + name);
                    } else if (now - begun.get() > ONE_WISH_NANOS) {
                        again.run();
                    }
                });
            }
        } catch (Throwable e) {
            throw new IllegalStateException("this JDK cannot handle signals: it lacks the module jdk.unsupported", e);
        }
    }

    // The JDK has no supported name for signals yet, and javac warns of the unsupported one in a way that cannot be
    // suppressed. A lambda that is made by hand takes a new JVM less time than a proxy.
    private static void install(String name, Consumer<Object> action) throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        MethodHandle create = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class));
        MethodHandle handle = lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler));
        MethodType handling = MethodType.methodType(void.class, signal);
        MethodHandle act =
                lookup.findVirtual(Consumer.class, "accept", MethodType.methodType(void.class, Object.class));
        MethodHandle handlerOf = LambdaMetafactory.metafactory(
                        lookup, "handle", MethodType.methodType(handler, Consumer.class), handling, act, handling)
                .getTarget();
        handle.invoke(create.invoke(name), handlerOf.invoke(action));
    }
}
