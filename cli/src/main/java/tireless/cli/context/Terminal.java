package tireless.cli.context;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where output goes.
 *
 * @param out buffered; whoever writes to it flushes it
 * @param colour whether its reader is a terminal that shows colours
 * @param live whether its reader is a terminal on which lines can be drawn again
 * @param asks whether somebody at a terminal can answer questions
 * @param unwritten why something is missing in what was written to {@code out}, for people; empty where nothing is
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        boolean colour,
        boolean live,
        boolean asks,
        Supplier<Optional<String>> unwritten) {
    /** Nobody who watches or answers. */
    public Terminal(PrintStream out, PrintStream err, boolean colour) {
        this(out, err, colour, false, false);
    }

    /** Streams that never fail. */
    public Terminal(PrintStream out, PrintStream err, boolean colour, boolean live, boolean asks) {
        this(out, err, colour, live, asks, Optional::empty);
    }

    /**
     * The process's own streams. The launcher says whether they are a terminal, which the JVM can only find out slowly.
     *
     * @param environment NO_COLOR (no-color.org) turns colours off
     */
    static Terminal ofProcess(Map<String, String> environment) {
        boolean live = Boolean.getBoolean("tireless.terminal") && !"dumb".equals(environment.get("TERM"));
        boolean colour = live && environment.getOrDefault("NO_COLOR", "").isEmpty();
        CheckedOutput written = new CheckedOutput();
        PrintStream out = new PrintStream(new BufferedOutputStream(written, 1 << 16), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return new Terminal(out, err, colour, live, Boolean.getBoolean("tireless.asks"), written::failure);
    }
}
