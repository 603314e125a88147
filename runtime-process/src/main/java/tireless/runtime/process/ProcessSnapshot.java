package tireless.runtime.process;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    List<ProcessStat> processes() {
        return processes;
    }
}
