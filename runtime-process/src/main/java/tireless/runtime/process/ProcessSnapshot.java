package tireless.runtime.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tireless.linux.ProcessStat;
import tireless.linux.Readiness;

/** The living processes at one moment. Environments are read when first asked for. Safe for use by many threads. */
final class ProcessSnapshot {
    private static final String VARIABLE = "TIRELESS_ATTEMPT=";
    private static final int READINGS = 5;
    private static final Duration EXEC = Duration.ofMillis(1);

    private final List<ProcessStat> processes;
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();

    ProcessSnapshot(List<ProcessStat> processes) {
        this.processes = List.copyOf(processes);
    }

    /** Who is in the session that {@code leader} made, or carries the token; nobody older than the leader can. */
    List<ProcessStat> members(ProcessIdentity leader, String token) {
        // The kernel gives a session's number away only when nobody is left in the session.
        boolean given = processes.stream()
                .anyMatch(process -> process.pid() == leader.pid() && process.startTicks() != leader.startTicks());
        return processes.stream()
                .filter(process -> process.startTicks() >= leader.startTicks())
                .filter(process -> (!given && process.session() == leader.pid())
                        || tokens.computeIfAbsent(process.pid(), ProcessSnapshot::token)
                                .equals(token))
                .toList();
    }

    /** All of them. */
    List<ProcessStat> processes() {
        return processes;
    }

    /** The process groups of these that have no member besides them. */
    Set<Long> groupsOf(List<ProcessStat> members) {
        Set<Long> numbers = members.stream().map(ProcessStat::pid).collect(Collectors.toSet());
        Set<Long> groups = members.stream().map(ProcessStat::group).collect(Collectors.toCollection(HashSet::new));
        groups.removeAll(processes.stream()
                .filter(process -> !numbers.contains(process.pid()))
                .map(ProcessStat::group)
                .collect(Collectors.toSet()));
        return groups;
    }

    /** The token in the process's environment; empty text if it has none. */
    private static String token(long pid) {
        for (int reading = 0; reading < READINGS; reading++) {
            try (FileInputStream file = new FileInputStream("/proc/" + pid + "/environ")) {
                String environment = new String(file.readAllBytes(), StandardCharsets.UTF_8);
                if (!environment.isEmpty()) {
                    return value(environment);
                }
                // In the middle of an exec a process has no environment: ask again.
                Readiness.pause(EXEC);
            } catch (IOException notOursOrGone) {
                return "";
            }
        }
        return "";
    }

    private static String value(String environment) {
        int at = environment.startsWith(VARIABLE) ? 0 : environment.indexOf('\0' + VARIABLE) + 1;
        if (at == 0 && !environment.startsWith(VARIABLE)) {
            return "";
        }
        int end = environment.indexOf('\0', at);
        return environment.substring(at + VARIABLE.length(), end < 0 ? environment.length() : end);
    }
}
