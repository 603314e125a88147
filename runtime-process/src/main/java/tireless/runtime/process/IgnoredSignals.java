package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Signals that this process ignores would be ignored by what it starts, for ever, and no shell can undo that (sigaction(2)). */
final class IgnoredSignals {
    private static final String LINE = "SigIgn:";

    private IgnoredSignals() {}

    /** Whether there are any, as under nohup(1). */
    static boolean any() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(LINE))
                .map(line -> line.substring(LINE.length()).strip())
                .anyMatch(mask -> !mask.chars().allMatch(digit -> digit == '0'));
    }
}
