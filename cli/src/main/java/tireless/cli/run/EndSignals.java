package tireless.cli.run;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The signals that end a run: of the terminal, of its closing, of {@code kill}. The JVM's own handling would give the exit status of
 * the signal; a run that ended in order ends with 0.
 */
@SuppressWarnings("sunapi")
final class EndSignals {
    private EndSignals() {}

    /** Calls {@code first} at the first such signal, and {@code again} at each later one. */
    static void handle(Consumer<String> first, Runnable again) {
        AtomicInteger count = new AtomicInteger();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            sun.misc.Signal.handle(new sun.misc.Signal(name), _ -> {
                if (count.getAndIncrement() == 0) {
                    first.accept("SIG" + name);
                } else {
                    again.run();
                }
            });
        }
    }
}
