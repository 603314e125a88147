package tireless.chaos.inject;

import java.io.IOException;

/** Sends signals. SIGKILL is sent at once; the others by the shell's {@code kill}, as the JDK knows none of them. */
final class Signals {
    private Signals() {}

    /** Whether there was such a process. */
    static boolean kill(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    /** Whether there was such a process. */
    static boolean send(String signal, long pid) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\" 2>/dev/null", "sh", signal, Long.toString(pid))
                        .start()
                        .waitFor()
                == 0;
    }
}
