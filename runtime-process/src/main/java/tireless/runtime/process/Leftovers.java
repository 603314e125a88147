package tireless.runtime.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.linux.ProcessGroup;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.Signal;

/** What belongs to an attempt besides its keeper: the processes in its control group, or in its session and with its token. */
final class Leftovers {
    private final Home home;
    private final ProcessTable table;
    private final Culling culling;

    Leftovers(Home home, ProcessTable table, Culling culling) {
        this.home = home;
        this.table = table;
        this.culling = culling;
    }

    /** Kills them all and waits for it. The main process must be dead. */
    Culling.Outcome clear(AttemptId attempt, Optional<Leaf> leaf, Optional<ProcessIdentity> keeper) throws IOException {
        if (leaf.isPresent()) {
            if (leaf.get().isEmpty()) {
                return Culling.Outcome.Gone.NOBODY;
            }
            return culling.cull(leaf.get()::members, members -> {
                if (!leaf.get().kill()) {
                    ProcessSnapshot all = table.look();
                    List<ProcessStat> known = new ArrayList<>(members);
                    known.addAll(leaf.get().members());
                    strikeGroups(all.groupsOf(known));
                }
            });
        }
        return keeper.isEmpty() ? Culling.Outcome.Gone.NOBODY : clear(attempt, keeper.get());
    }

    private Culling.Outcome clear(AttemptId attempt, ProcessIdentity keeper) throws IOException {
        ProcessSnapshot[] seen = new ProcessSnapshot[1];
        Culling.Outcome outcome = culling.cull(
                () -> {
                    seen[0] = table.look();
                    return seen[0].members(keeper, home.token(attempt));
                },
                // Of the same moment: at a later one there may be members that nobody counted.
                members -> strikeGroups(seen[0].groupsOf(members)));
        // With the exit written down, the keeper may have had a last moment to live: the worker has not left it behind.
        return outcome instanceof Culling.Outcome.Gone gone ? gone.without(keeper.pid()) : outcome;
    }

    /** A whole group is killed at one moment, so that no member escapes by making another one. */
    private static void strikeGroups(Set<Long> groups) throws IOException {
        for (long group : groups) {
            ProcessGroup.send(group, Signal.KILL);
        }
    }

    /** Kills them all, the main process too, and waits for nothing; the keeper is left to write down the exit. */
    void strike(AttemptId attempt, Optional<Leaf> leaf, Optional<ProcessIdentity> keeper) throws IOException {
        if (leaf.isPresent()) {
            leaf.get().kill();
            Culling.strikeAll(leaf.get().members());
        } else if (keeper.isPresent()) {
            Culling.strikeAll(scan(attempt, keeper.get()).stream()
                    .filter(member -> member.pid() != keeper.get().pid())
                    .toList());
        }
    }

    /**
     * Lets those go on that a signal has stopped; whether there were any. For a start: a worker that is stopped is left so.
     *
     * @param keeper who leads the session
     */
    boolean resume(AttemptId attempt, ProcessIdentity keeper) throws IOException {
        List<ProcessStat> stopped =
                scan(attempt, keeper).stream().filter(ProcessStat::isStopped).toList();
        Culling.sendAll(stopped, Signal.CONT);
        return !stopped.isEmpty();
    }

    private List<ProcessStat> scan(AttemptId attempt, ProcessIdentity keeper) throws IOException {
        return table.look().members(keeper, home.token(attempt));
    }
}
