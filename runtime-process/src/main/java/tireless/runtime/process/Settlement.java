package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tireless.linux.Fifo;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.BootId;
import tireless.model.Exit;
import tireless.model.Signal;
import tireless.runtime.Verdict;

/**
 * Finds out what became of an attempt from its folder and the process table. The order of the readings is what makes the verdict
 * sure: the keeper's child holds {@code alive} from before the claim until the {@code pid} file is written.
 */
final class Settlement {
    private static final Duration KEEPER_WRITES = Duration.ofSeconds(2);
    private static final int KILLED = 128 + Signal.KILL;
    private static final int SIGNALS = 128;
    private static final String NOTHING_KNOWN = "nothing is known of this attempt";
    private static final String KEEPER_WAS_KILLED = "its keeper was killed";
    private static final String MACHINE_WENT_DOWN = "the machine went down";

    /** What this program runs beside attempts. */
    @FunctionalInterface
    interface Beside {
        /** Ends all of it beside this one, whose main process is over. */
        void end(AttemptId attempt) throws IOException;
    }

    private final Home home;
    private final BootId boot;
    private final Leftovers leftovers;
    private final SentSignals sent;
    private final Beside beside;

    Settlement(Home home, BootId boot, Leftovers leftovers, SentSignals sent, Beside beside) {
        this.home = home;
        this.boot = boot;
        this.leftovers = leftovers;
        this.sent = sent;
        this.beside = beside;
    }

    Verdict settle(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<ProcessIdentity> main = folder.main();
        if (main.isEmpty()) {
            if (!folder.exists()) {
                return new Verdict.Dead(new Exit.NotStarted(NOTHING_KNOWN), 0);
            }
            Optional<Verdict> newer = newer(folder);
            if (newer.isPresent()) {
                return newer.get();
            }
            if (folder.takeClaim()) {
                return new Verdict.Dead(new Exit.NotStarted("the start was given up before the process was there"), 0);
            }
            boolean held = Fifo.isHeld(folder.alive());
            // In this order: a holder that is gone has written the file before, or never will.
            main = folder.main();
            if (main.isEmpty()) {
                return held ? underWay(attempt, folder) : neverRan(folder);
            }
        }
        return main.get().alive(boot).isPresent()
                ? new Verdict.Alive(main.get().pid())
                : dead(attempt, folder, main.get());
    }

    /** The verdict on an attempt that is known dead already: nothing is done any more. */
    Verdict whatCameOf(AttemptId attempt) throws IOException {
        AttemptFolder folder = home.folder(attempt);
        Optional<ProcessIdentity> main = folder.main();
        if (main.isEmpty()) {
            return folder.exists() ? neverRan(folder) : new Verdict.Dead(new Exit.NotStarted(NOTHING_KNOWN), 0);
        }
        String causeIfUnknown = main.get().boot().equals(boot) ? KEEPER_WAS_KILLED : MACHINE_WENT_DOWN;
        // The groups that counted for it may be those of a later one.
        return new Verdict.Dead(exit(attempt, folder.exit(), Optional.empty(), causeIfUnknown), 0);
    }

    /** What is concluded from what is absent holds only where all that is there can be read. */
    private Optional<Verdict> newer(AttemptFolder folder) throws IOException {
        Optional<String> file = folder.newerFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        boolean earlierBoot =
                folder.note().filter(note -> !note.boot().equals(boot)).isPresent();
        return Optional.of(
                earlierBoot
                        ? new Verdict.Dead(new Exit.Unknown(MACHINE_WENT_DOWN), 0)
                        : new Verdict.Undecided(
                                ("a newer version of Tireless has started it, and this one can not read its %s:"
                                                + " use that version, or a newer one")
                                        .formatted(folder.path().resolve(file.get()))));
    }

    private Verdict underWay(AttemptId attempt, AttemptFolder folder) throws IOException {
        Optional<ProcessIdentity> keeper = folder.keeper();
        boolean stopped = keeper.isPresent() && leftovers.resume(attempt, keeper.get());
        return new Verdict.Undecided(
                stopped ? "its start was stopped by a signal, and goes on now" : "its start is still under way");
    }

    private static Verdict neverRan(AttemptFolder folder) throws IOException {
        OptionalInt status = folder.exit();
        String cause = status.isPresent()
                ? "its keeper could not prepare it: see that its working directory can be entered, and that the home's file"
                        + " system has space and is writable"
                : "its keeper ended before it could run the command";
        return new Verdict.Dead(new Exit.NotStarted(cause), 0);
    }

    private Verdict dead(AttemptId attempt, AttemptFolder folder, ProcessIdentity main) throws IOException {
        if (!main.boot().equals(boot)) {
            return new Verdict.Dead(exit(attempt, folder.exit(), folder.note(), MACHINE_WENT_DOWN), 0);
        }
        Optional<Verdict> newer = newer(folder);
        if (newer.isPresent()) {
            return newer.get();
        }
        Optional<ProcessIdentity> keeper = folder.keeper();
        OptionalInt status = folder.exit();
        if (keeper.isPresent() && status.isEmpty()) {
            awaitEnd(keeper.get());
            status = folder.exit();
        }
        Optional<StartNote> note = folder.note();
        Optional<Leaf> leaf = note.flatMap(StartNote::group);
        Exit exit = exit(attempt, status, note, KEEPER_WAS_KILLED);
        // Before the rest: a probe is nothing that the worker left behind.
        beside.end(attempt);
        return switch (leftovers.clear(attempt, leaf, keeper)) {
            case Culling.Outcome.Gone(Set<Long> pids) -> new Verdict.Dead(exit, pids.size());
            case Culling.Outcome.Stuck(String cause) -> new Verdict.Undecided(cause);
        };
    }

    private void awaitEnd(ProcessIdentity keeper) throws IOException {
        Optional<Pidfd> process = Pidfd.open(keeper.pid());
        if (process.isPresent()) {
            try (Pidfd held = process.get()) {
                Optional<ProcessStat> living = keeper.alive(boot);
                if (living.filter(ProcessStat::isStopped).isPresent()) {
                    held.send(Signal.CONT);
                }
                if (living.isPresent() && !held.awaitEnd(KEEPER_WRITES)) {
                    // Nobody tells it, as where the worker was traced: it would outlive its attempt.
                    held.send(Signal.KILL);
                }
            }
        }
    }

    private Exit exit(AttemptId attempt, OptionalInt status, Optional<StartNote> note, String causeIfUnknown)
            throws IOException {
        boolean mayBeKilled = status.orElse(KILLED) == KILLED;
        Optional<Path> memory = mayBeKilled ? note.flatMap(StartNote::memory) : Optional.empty();
        if (memory.isPresent() && MemoryGroup.killed(memory.get())) {
            return new Exit.OutOfMemory();
        }
        if (status.isEmpty()) {
            return new Exit.Unknown(causeIfUnknown);
        }
        int signal = status.getAsInt() - SIGNALS;
        return signal > 0 && sent.contains(attempt, signal)
                ? new Exit.Killed(signal)
                : new Exit.Status(status.getAsInt());
    }
}
