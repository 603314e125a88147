package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Sends signals, by the shell's {@code kill}: the JDK knows two of them only. */
final class Signals {
    private Signals() {}

    /** To one process. */
    static void send(String signal, long pid) {
        kill(signal, Long.toString(pid));
    }

    /** To everybody in the group of {@code leader}, as a terminal does at Ctrl-C. */
    static void sendToGroup(String signal, long leader) {
        kill(signal, "-" + leader);
    }

    private static void kill(String signal, String target) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", signal, target)
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(kill.exitValue()).as("kill -s %s %s", signal, target).isZero();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
