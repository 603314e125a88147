package tireless.cli.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The signals that end a run: of the terminal, of its closing, of {@code kill}. The JVM's own handling would give the exit status of
 * the signal; a run that ended in order ends with 0.
 */
final class EndSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private EndSignals() {}

    /** Signals this close together mean one wish: {@code timeout} and closing terminals send to the process and to its group. */
    private static final long ONE_WISH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Calls {@code first} at the first such signal, and {@code again} at each that comes more than a second later. */
    static void handle(Consumer<String> first, Runnable again) {
        AtomicLong begun = new AtomicLong();
        try {
            for (String name : NAMES) {
                install(name, () -> {
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

    @SuppressWarnings("ReferenceEquality") // What a proxy is equal to is itself.
    // The JDK has no supported name for signals yet, and javac warns of the unsupported one in a way that cannot be
    // suppressed.
    private static void install(String name, Runnable action) throws Throwable {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodHandle create = lookup.findConstructor(signal, MethodType.methodType(void.class, String.class));
        MethodHandle handle = lookup.findStatic(signal, "handle", MethodType.methodType(handler, signal, handler));
        Object proxy = Proxy.newProxyInstance(
                EndSignals.class.getClassLoader(),
                new Class<?>[] {handler},
                (self, method, arguments) -> switch (method.getName()) {
                    case "handle" -> {
                        action.run();
                        yield null;
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "end of run by SIG" + name;
                });
        handle.invoke(create.invoke(name), proxy);
    }
}
