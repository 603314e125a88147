package tireless.runtime.process;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tireless.linux.NetworkNamespace;
import tireless.linux.ProcessSockets;
import tireless.linux.ProcessStat;
import tireless.linux.TcpListener;
import tireless.model.AttemptId;

/**
 * One look at what attempts listen at. The kernel's table of a network is read once, however many attempts are in it, and the
 * descriptors of a process only where somebody in its network listens for others.
 *
 * <p>Looked for are TCP sockets. A UDP socket that is bound and has no peer may be a server's as well as that of a client that asks a
 * name server or sends figures: the kernel shows no difference, so it is no violation. What listens in a network without a way out of
 * the machine is reached by nobody.
 */
final class IngressScan {
    private final Home home;
    private final ProcessTable table;
    private final Optional<NetworkNamespace> ownNetwork;
    private final Map<String, Map<Long, String>> endpointsByNetwork = new HashMap<>();
    private @Nullable ProcessSnapshot processes;

    /** For one look. */
    IngressScan(Home home, ProcessTable table) {
        this.home = home;
        this.table = table;
        this.ownNetwork = NetworkNamespace.of(ProcessHandle.current().pid());
    }

    /** What listens for others in the network of this process, whosoever it is, by the sockets' inodes. Costs little. */
    Set<Long> inodes() {
        return ownNetwork.map(this::endpoints).orElse(Map.of()).keySet();
    }

    /**
     * Where each attempt listens for others, sorted; what has no process is left out.
     *
     * @throws IOException if the processes of this machine can not be looked at
     */
    Map<AttemptId, List<String>> look(Collection<AttemptId> attempts) throws IOException {
        Map<AttemptId, List<String>> found = new HashMap<>();
        for (AttemptId attempt : attempts) {
            List<Long> members = members(attempt);
            if (!members.isEmpty()) {
                found.put(attempt, endpoints(members));
            }
        }
        return found;
    }

    private List<Long> members(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<ProcessIdentity> keeper = folder.keeper();
        Optional<Leaf> leaf = folder.note().flatMap(StartNote::group);
        if (keeper.isEmpty()) {
            return List.of();
        }
        return leaf.isPresent()
                ? leaf.get().numbers()
                : processes().members(keeper.get(), home.token(attempt)).stream()
                        .map(ProcessStat::pid)
                        .toList();
    }

    private ProcessSnapshot processes() throws IOException {
        if (processes == null) {
            processes = table.look();
        }
        return processes;
    }

    private List<String> endpoints(List<Long> members) {
        SortedSet<String> endpoints = new TreeSet<>();
        for (long pid : members) {
            Map<Long, String> listening =
                    NetworkNamespace.of(pid).map(this::endpoints).orElse(Map.of());
            if (!listening.isEmpty()) {
                ProcessSockets.each(pid, inode -> {
                    String endpoint = listening.get(inode);
                    if (endpoint != null) {
                        endpoints.add(endpoint);
                    }
                });
            }
        }
        return List.copyOf(endpoints);
    }

    /** What others can reach in a network, by the socket's inode. */
    private Map<Long, String> endpoints(NetworkNamespace network) {
        return endpointsByNetwork.computeIfAbsent(network.id(), id -> {
            try {
                // A machine that is off the net now may be on it tomorrow; a network that was made without a way out
                // stays so.
                boolean reached =
                        ownNetwork.map(NetworkNamespace::id).filter(id::equals).isPresent() || network.reachesOut();
                return reached
                        ? network.listeners().stream()
                                .filter(listener -> !listener.loopback())
                                .collect(Collectors.toMap(TcpListener::inode, TcpListener::endpoint, (one, _) -> one))
                        : Map.of();
            } catch (IOException over) {
                return Map.of();
            }
        });
    }
}
