package tireless.runtime.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tireless.linux.Readiness;

/** A variable that the environment of a process carried when its program began. */
record ProcessVariable(String name) {
    private static final int READINGS = 5;
    private static final Duration EXEC = Duration.ofMillis(1);

    /** Its value in the process {@code pid}; empty text if it has none, or is not to be looked at. */
    String of(long pid) {
        try {
            for (int reading = 0; reading < READINGS; reading++) {
                String environment = read(pid, "environ");
                if (!environment.isEmpty()) {
                    return value(environment);
                }
                // In the middle of an exec a process has neither: ask again. With a command line it has all that it
                // will have.
                if (!read(pid, "cmdline").isEmpty()) {
                    return value(read(pid, "environ"));
                }
                Readiness.pause(EXEC);
            }
        } catch (IOException notOursOrGone) {
            return "";
        }
        return "";
    }

    private static String read(long pid, String name) throws IOException {
        try (FileInputStream file = new FileInputStream("/proc/" + pid + "/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String value(String environment) {
        String start = name + "=";
        int at = environment.startsWith(start) ? 0 : environment.indexOf('\0' + start) + 1;
        if (at == 0 && !environment.startsWith(start)) {
            return "";
        }
        int end = environment.indexOf('\0', at);
        return environment.substring(at + start.length(), end < 0 ? environment.length() : end);
    }
}
