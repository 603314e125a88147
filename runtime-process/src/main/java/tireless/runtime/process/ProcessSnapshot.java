package tireless.runtime.process;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tireless.linux.ProcessStat;

/** The living processes at one moment. Environments are read when first asked for. Safe for use by many threads. */
final class ProcessSnapshot {
    private static final ProcessVariable TOKEN = new ProcessVariable("TIRELESS_ATTEMPT");

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
                        || tokens.computeIfAbsent(process.pid(), TOKEN::of).equals(token))
                .toList();
    }

    /** All of them. */
    List<ProcessStat> processes() {
        return processes;
    }

    /** The process groups of these that have no living member besides them. */
    Set<Long> groupsOf(List<ProcessStat> members) throws IOException {
        Set<Long> numbers = members.stream().map(ProcessStat::pid).collect(Collectors.toSet());
        Set<Long> groups = members.stream().map(ProcessStat::group).collect(Collectors.toCollection(HashSet::new));
        for (ProcessStat process : processes) {
            if (groups.contains(process.group())
                    && !numbers.contains(process.pid())
                    && process.again().isPresent()) {
                groups.remove(process.group());
            }
        }
        return groups;
    }
}
