package tireless.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import tireless.cli.plane.LockFile;
import tireless.cli.presence.Presence;
import tireless.linux.AtomicFile;
import tireless.linux.Pidfd;
import tireless.linux.SystemCallException;
import tireless.model.Signal;
import tireless.model.TirelessException;
import tireless.server.http.SocketFile;

/**
 * The place of a server, held by one process at a time; the hold ends with the process, however it ends. In it lie {@code
 * server.lock}, {@code server.pid}, {@code server.guard}, {@code server.sock} and, where that path would be too long for a socket, {@code server.address}
 * with another one on its first line.
 */
final class ServerHome implements AutoCloseable {
    private final Path folder;
    private final LockFile lock;

    private ServerHome(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder, for this user alone, and holds it. Nobody serves it from then on until {@link #ready}.
     *
     * @throws TirelessException if another process holds it, which is worth another try unless that serves; or if it cannot be made or
     *     written
     */
    static ServerHome hold(Path folder) {
        try {
            LockFile lock = LockFile.open(folder.resolve(Presence.LOCK));
            if (!lock.tryLock(Presence.USE)) {
                Optional<Long> owner = lock.signer();
                lock.close();
                boolean serves = Presence.of(folder) instanceof Presence.Serving;
                throw occupied(folder, owner, !serves);
            }
            lock.sign();
            // Where process numbers repeat, as in containers, that of a killed server may be this one's.
            Files.deleteIfExists(folder.resolve(Presence.PID));
            removeLeftovers(folder);
            return new ServerHome(folder, lock);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** @throws TirelessException if a server holds the folder */
    static void refuseHeld(Path folder) {
        Presence.holder(folder).ifPresent(pid -> {
            throw occupied(folder, Optional.of(pid), false);
        });
    }

    private static TirelessException occupied(Path folder, Optional<Long> owner, boolean retryable) {
        return new TirelessException(
                TirelessException.Code.FAILED,
                retryable,
                "a server runs on %s already%s; stop it with `tireless server stop`"
                        .formatted(folder, owner.map(pid -> ", process " + pid).orElse("")));
    }

    /** An earlier release wrote its files aside under names of their own; nobody else writes any while this process holds the folder. */
    private static void removeLeftovers(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "server.{pid,guard,address}*.new")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Lets a process that a signal keeps from doing anything go on; harmless for any other. */
    static void wake(long holder) {
        try {
            Optional<Pidfd> process = Pidfd.open(holder);
            if (process.isPresent()) {
                try (Pidfd held = process.get()) {
                    held.send(Signal.CONT);
                }
            }
        } catch (SystemCallException e) {
            throw TirelessException.failed("cannot wake process %d: %s".formatted(holder, e.getMessage()), e);
        }
    }

    /**
     * Waits until the process that holds the folder has ended.
     *
     * @throws TirelessException if it has not after {@code limit}
     */
    static void awaitEnd(Path folder, long holder, Duration limit) {
        try {
            Optional<Pidfd> process = Pidfd.open(holder);
            if (process.isPresent()) {
                try (Pidfd held = process.get()) {
                    if (!held.awaitEnd(limit)) {
                        throw TirelessException.failed("the server, process %d, does not end; see %s"
                                .formatted(holder, folder.resolve("server.log")));
                    }
                }
            }
        } catch (SystemCallException e) {
            throw TirelessException.failed(
                    "cannot wait for the end of process %d: %s".formatted(holder, e.getMessage()), e);
        }
    }

    /** @throws TirelessException if a process holds the folder after the one that was waited for */
    static void refuseOther(Path folder) {
        Presence.holder(folder).ifPresent(other -> {
            throw TirelessException.failed("another server has started meanwhile, process " + other);
        });
    }

    Path folder() {
        return folder;
    }

    /**
     * Where the server is to listen; written down for its clients where it is not the usual place.
     *
     * @param sockets a folder with a short path that only this user can enter
     */
    Path socket(Path sockets) {
        Path usual = folder.resolve("server.sock");
        Path address = folder.resolve("server.address");
        try {
            if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= SocketFile.LONGEST_PLACE) {
                Files.deleteIfExists(address);
                return usual;
            }
            Path other = sockets.resolve(
                    "server-%08x.sock".formatted(folder.toString().hashCode()));
            AtomicFile.write(address, other + "\n");
            return other;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Writes down that this process serves. */
    void ready() {
        try {
            AtomicFile.write(
                    folder.resolve(Presence.PID), ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static TirelessException unusable(Path folder, IOException e) {
        return new TirelessException(
                TirelessException.Code.FAILED,
                true,
                "cannot write to %s: %s; make room or rights there, or name another place with TIRELESS_HOME"
                        .formatted(folder, TirelessException.reason(e)),
                e);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(Presence.PID));
            lock.close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
