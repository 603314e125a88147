package tireless.runtime.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.linux.Readiness;
import tireless.model.Now;
import tireless.model.Signal;
import tireless.model.TimeSource;

/** Kills a set of processes that may grow while it is killed, and waits until none is left. */
final class Culling {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final TimeSource time;

    Culling(TimeSource time) {
        this.time = time;
    }

    /** Who is to be killed, as of now; only living processes. */
    @FunctionalInterface
    interface Herd {
        List<ProcessStat> members() throws IOException;
    }

    /** How it went. */
    sealed interface Outcome {
        /** None is left; these were there. */
        record Gone(Set<Long> pids) implements Outcome {
            static final Gone NOBODY = new Gone(Set.of());

            public Gone {
                pids = Set.copyOf(pids);
            }

            Gone without(long pid) {
                Set<Long> others = new HashSet<>(pids);
                others.remove(pid);
                return new Gone(others);
            }
        }

        /** Some do not end although they were killed. */
        record Stuck(String cause) implements Outcome {}
    }

    /** What kills all of a herd at one word, where there is such a word. */
    @FunctionalInterface
    interface Word {
        void say(List<ProcessStat> members) throws IOException;
    }

    Outcome cull(Herd herd, Word word) throws IOException {
        Now begun = time.now();
        Set<Long> seen = new HashSet<>();
        while (true) {
            List<ProcessStat> members = herd.members();
            if (members.isEmpty()) {
                return new Outcome.Gone(seen);
            }
            members.forEach(member -> seen.add(member.pid()));
            word.say(members);
            strikeAll(members);
            Optional<ProcessStat> survivor = survivor(members, begun);
            if (survivor.isPresent()) {
                return new Outcome.Stuck(("process %d (state %c) does not end although it was killed;"
                                + " state D means that it waits for a device or a network file"
                                + " system, or is frozen")
                        .formatted(survivor.get().pid(), survivor.get().state()));
            }
        }
    }

    /** Kills every member once, and waits for none. */
    static void strikeAll(List<ProcessStat> members) throws IOException {
        sendAll(members, Signal.KILL);
    }

    /** Sends every member a signal. */
    static void sendAll(List<ProcessStat> members, int signal) throws IOException {
        for (ProcessStat member : members) {
            try (Pidfd process = hold(member)) {
                if (process != null) {
                    process.send(signal);
                }
            }
        }
    }

    private Optional<ProcessStat> survivor(List<ProcessStat> members, Now begun) throws IOException {
        boolean waited = false;
        for (ProcessStat member : members) {
            Duration left = PATIENCE.minus(time.now().since(begun.sinceBoot()));
            try (Pidfd process = hold(member)) {
                if (process != null) {
                    waited = true;
                    if (!process.awaitEnd(left)) {
                        return ProcessStat.of(member.pid());
                    }
                }
            }
        }
        if (!waited) {
            // They are over and only wait to leave the list.
            Readiness.pause(PAUSE);
        }
        return Optional.empty();
    }

    private static @Nullable Pidfd hold(ProcessStat member) throws IOException {
        Pidfd process = Pidfd.open(member.pid()).orElse(null);
        boolean same = false;
        try {
            same = member.again().isPresent();
        } finally {
            if (process != null && !same) {
                process.close();
            }
        }
        return same ? process : null;
    }
}
