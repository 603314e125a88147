package tireless.cli.context;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where output goes.
 *
 * @param out buffered; whoever writes to it flushes it
 * @param colour whether its reader is a terminal that shows colours
 */
public record Terminal(PrintStream out, PrintStream err, boolean colour) {
    /**
     * The process's own streams. The launcher says whether the output is a terminal, which the JVM can only find out slowly.
     *
     * @param environment NO_COLOR (no-color.org) turns colours off
     */
    static Terminal ofProcess(Map<String, String> environment) {
        boolean colour = Boolean.getBoolean("tireless.terminal")
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
                false,
                StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Terminal(out, err, colour);
    }
}
