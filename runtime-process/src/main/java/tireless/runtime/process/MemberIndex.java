package tireless.runtime.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tireless.linux.ProcessStat;

/**
 * Finds whose each process is, for all attempts in one pass. What the environment of a process says is remembered as long as it
 * lives. For one thread at a time.
 */
final class MemberIndex {
    private static final ProcessVariable TOKEN = new ProcessVariable("TIRELESS_ATTEMPT");

    private Map<Long, Marked> marked = new HashMap<>();

    /** A process, and what its environment says. */
    private record Marked(long startTicks, String token) {}

    /** A look at all processes. */
    Look look(ProcessSnapshot processes) {
        return new Look(processes.processes());
    }

    /** The processes of one moment. */
    final class Look {
        private final Map<Long, ProcessStat> byNumber = new HashMap<>();
        private final Map<Long, List<ProcessStat>> bySession = new HashMap<>();
        private @Nullable Map<String, List<ProcessStat>> byToken;

        private Look(List<ProcessStat> processes) {
            processes.forEach(process -> {
                byNumber.put(process.pid(), process);
                bySession
                        .computeIfAbsent(process.session(), _ -> new ArrayList<>(2))
                        .add(process);
            });
        }

        /** Who is in the session that {@code leader} made, or carries the token; nobody older than the leader can. */
        List<ProcessStat> members(ProcessIdentity leader, String token) {
            ProcessStat holder = byNumber.get(leader.pid());
            // The kernel gives a session's number away only when nobody is left in the session.
            boolean given = holder != null && holder.startTicks() != leader.startTicks();
            List<ProcessStat> session = given ? List.of() : bySession.getOrDefault(leader.pid(), List.of());
            return Stream.concat(
                            session.stream(),
                            strays().getOrDefault(token, List.of()).stream()
                                    .filter(process -> given || process.session() != leader.pid()))
                    .filter(process -> process.startTicks() >= leader.startTicks())
                    .toList();
        }

        /** Those whose environment has a token, by it. */
        private Map<String, List<ProcessStat>> strays() {
            if (byToken == null) {
                Map<String, List<ProcessStat>> found = new HashMap<>();
                Map<Long, Marked> now = new HashMap<>();
                byNumber.forEach((pid, process) -> {
                    Marked before = marked.get(pid);
                    Marked mark = before != null && before.startTicks() == process.startTicks()
                            ? before
                            : new Marked(process.startTicks(), TOKEN.of(pid));
                    now.put(pid, mark);
                    if (!mark.token().isEmpty()) {
                        found.computeIfAbsent(mark.token(), _ -> new ArrayList<>(2))
                                .add(process);
                    }
                });
                marked = now;
                byToken = found;
            }
            return byToken;
        }
    }
}
