package tireless.cli.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tireless.linux.AtomicFile;
import tireless.linux.BootClock;
import tireless.linux.Pidfd;
import tireless.linux.ProcessGroup;
import tireless.linux.ProcessStat;
import tireless.model.Signal;
import tireless.model.TirelessException;

/**
 * The guard of a home's server, by what names a process for ever. It stands in {@code server.guard}: between two tries of the guard
 * no server is there to be asked.
 */
public record ServerGuard(long pid, long startTicks, String boot) {
    private static final String FILE = "server.guard";
    private static final Duration UNTIL_KILLED = Duration.ofSeconds(10);

    /** The one that was noted last; empty if it does not live, or this account may not know. */
    public static Optional<ServerGuard> living(Path home) {
        if (!Files.isReadable(home.resolve(FILE))) {
            return Optional.empty();
        }
        try {
            Optional<ServerGuard> noted = parse(Files.readString(home.resolve(FILE)));
            return noted.isEmpty() ? noted : of(noted.get().pid).filter(noted.get()::equals);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot look for the guard of %s: %s".formatted(home, TirelessException.reason(e)), e);
        }
    }

    /**
     * Notes that {@code pid} is the guard of the server that holds the home, and ends another one that would start a second server.
     *
     * @param say where it tells of that, and of what went wrong
     */
    public static void note(Path home, long pid, Consumer<String> say) {
        try {
            Optional<ServerGuard> before = living(home);
            Optional<ServerGuard> now = of(pid);
            if (now.isEmpty() || now.equals(before)) {
                return;
            }
            if (before.isPresent()) {
                before.get().end();
                say.accept("an earlier guard, pid %d, was ended".formatted(before.get().pid));
            }
            AtomicFile.write(home.resolve(FILE), now.get().line() + "\n");
        } catch (IOException | TirelessException e) {
            say.accept("cannot note the guard in %s, where `server stop` would look for it while no server runs: %s"
                    .formatted(home.resolve(FILE), e.getMessage()));
        }
    }

    private static Optional<ServerGuard> of(long pid) throws IOException {
        return ProcessStat.of(pid)
                .filter(ProcessStat::isAlive)
                .map(stat -> new ServerGuard(
                        pid, stat.startTicks(), new BootClock().now().boot().value()));
    }

    private static Optional<ServerGuard> parse(String text) {
        List<String> words = List.of(text.strip().split(" "));
        return words.size() == 3 && words.subList(0, 2).stream().allMatch(word -> word.matches("\\d{1,18}"))
                ? Optional.of(new ServerGuard(
                        Long.parseLong(words.getFirst()), Long.parseLong(words.get(1)), words.getLast()))
                : Optional.empty();
    }

    private String line() {
        return "%d %d %s".formatted(pid, startTicks, boot);
    }

    /** Kills the guard and, in one moment with it, what it has started to serve and what it waits by; workers are not among these. */
    public void end() {
        try {
            Optional<Pidfd> process = Pidfd.open(pid);
            if (process.isEmpty()) {
                return;
            }
            try (Pidfd held = process.get()) {
                // Looked at now that it is held: the number could mean another process before.
                if (!of(pid).equals(Optional.of(this))) {
                    return;
                }
                if (leadsOthers()) {
                    ProcessGroup.send(pid, Signal.KILL);
                } else {
                    held.send(Signal.KILL);
                }
                if (!held.awaitEnd(UNTIL_KILLED)) {
                    throw TirelessException.failed(
                            "the guard of the server, process %d, does not end, even by SIGKILL".formatted(pid));
                }
            }
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot end the guard of the server, process %d: %s".formatted(pid, TirelessException.reason(e)),
                    e);
        }
    }

    /** Whether a group is named after it of which this process is no member. */
    private boolean leadsOthers() throws IOException {
        long own = ProcessHandle.current().pid();
        return ProcessStat.of(pid).filter(stat -> stat.group() == pid).isPresent()
                && ProcessStat.of(own).filter(stat -> stat.group() == pid).isEmpty();
    }
}
