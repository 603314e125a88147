package tireless.cli.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import tireless.linux.ProcessStat;
import tireless.linux.RecordLock;
import tireless.model.TirelessException;

/** What there is of a server of a home, as its files and the kernel say; the server itself is not asked. */
public sealed interface Presence {
    /** The file that the server of a home has locked. */
    String LOCK = "server.lock";

    /** The byte of it whose lock is the use of the home. */
    long USE = 0;

    /** The file with the process number of the server that serves. */
    String PID = "server.pid";

    /** No process serves, and none is about to. */
    record Absent() implements Presence {}

    /** No process serves, but its guard is about to start one. */
    record Returning(long guard) implements Presence {}

    /** A process holds the home, and does not serve yet. */
    record Starting(long pid) implements Presence {}

    /** A process holds the home, and a signal keeps it from doing anything. */
    record Suspended(long pid) implements Presence {}

    /** A process serves. */
    record Serving(long pid) implements Presence {}

    /**
     * Looks at a home, which needs only be read. Not for a process that holds the home itself: see {@link RecordLock}.
     *
     * @throws TirelessException if it cannot be looked at
     */
    static Presence of(Path home) {
        Optional<Long> holder = holder(home);
        if (holder.isEmpty()) {
            return ServerGuard.living(home)
                    .<Presence>map(guard -> new Returning(guard.pid()))
                    .orElseGet(Absent::new);
        }
        long pid = holder.get();
        try {
            if (ProcessStat.of(pid).filter(ProcessStat::isStopped).isPresent()) {
                return new Suspended(pid);
            }
            return serves(home, pid) ? new Serving(pid) : new Starting(pid);
        } catch (IOException e) {
            throw unknown(home, e);
        }
    }

    /** The process that holds a home, which needs only be read; empty if none does. Who holds it itself must not ask. */
    static Optional<Long> holder(Path home) {
        try {
            OptionalLong owner = RecordLock.owner(home.resolve(LOCK), USE);
            return owner.isPresent() ? Optional.of(owner.getAsLong()) : Optional.empty();
        } catch (IOException e) {
            throw unknown(home, e);
        }
    }

    /**
     * Words for people where there will be a server within moments, but there is none yet.
     *
     * @param home where this was found
     */
    default Optional<String> coming(Path home) {
        return switch (this) {
            case Returning(long guard) ->
                Optional.of(
                        "no server runs on the home %s at this moment: its guard, process %d, brings it back; see %s"
                                .formatted(home, guard, home.resolve("server.log")));
            case Starting(long pid) ->
                Optional.of("the server of the home %s, process %d, is starting; see %s"
                        .formatted(home, pid, home.resolve("server.log")));
            case Absent(), Suspended(var _), Serving(var _) -> Optional.empty();
        };
    }

    private static boolean serves(Path home, long pid) throws IOException {
        try {
            return Files.readString(home.resolve(PID)).strip().equals(Long.toString(pid));
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    private static TirelessException unknown(Path home, IOException e) {
        return TirelessException.failed(
                "cannot look for the server of %s: %s; see who owns that folder"
                        .formatted(home, TirelessException.reason(e)),
                e);
    }
}
