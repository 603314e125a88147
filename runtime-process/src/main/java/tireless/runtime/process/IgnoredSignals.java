package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals that this process ignores would be ignored by what it starts, for ever, and no shell can undo that (sigaction(2)). */
final class IgnoredSignals {
    // 1 to 31; the next two belong to the C library.
    private static final long STANDARD = 0x7fff_ffff;

    private static final String LINE = "SigIgn:";

    private IgnoredSignals() {}

    /** Whether there are any, as under nohup(1). */
    static boolean any() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & STANDARD) != 0);
    }
}
