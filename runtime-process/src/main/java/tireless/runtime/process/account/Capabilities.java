package tireless.runtime.process.account;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which of root's rights this process has (capabilities(7)): in a container root may have few. */
final class Capabilities {
    private static final String EFFECTIVE = "CapEff:";

    /** What is needed to run something as another account, to see all of it, and to end it. */
    private static final Map<Integer, String> NEEDED = new TreeMap<>(Map.of(
            0, "CAP_CHOWN",
            1, "CAP_DAC_OVERRIDE",
            3, "CAP_FOWNER",
            5, "CAP_KILL",
            6, "CAP_SETGID",
            7, "CAP_SETUID",
            19, "CAP_SYS_PTRACE"));

    private Capabilities() {}

    /** What is needed and not there, for people; empty if nothing is. */
    static Optional<String> missing() throws IOException {
        return missing(Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8));
    }

    /** @param status as in proc_pid_status(5) */
    static Optional<String> missing(List<String> status) {
        long effective = status.stream()
                .filter(line -> line.startsWith(EFFECTIVE))
                .map(line -> line.substring(EFFECTIVE.length()).strip())
                .mapToLong(digits -> Long.parseUnsignedLong(digits, 16))
                .findFirst()
                .orElse(0);
        String missing = NEEDED.entrySet().stream()
                .filter(needed -> (effective >>> needed.getKey() & 1) == 0)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        return Optional.of(missing).filter(names -> !names.isEmpty());
    }
}
