package tireless.cli.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import tireless.cli.plane.LockFile;
import tireless.model.TirelessException;

/**
 * The place of a server, held by one process at a time; the hold ends with the process, however it ends. In it lie {@code
 * server.lock}, {@code server.pid}, {@code server.sock} and, where that path would be too long for a socket, {@code server.address}
 * with another one on its first line.
 */
final class ServerHome implements AutoCloseable {
    /** One below the size of {@code sun_path}, see unix(7), and room for the folder in which the socket is bound. */
    private static final int LONGEST_SOCKET_PATH = 107 - 3;

    private static final long USE = 0;

    private final Path folder;
    private final LockFile lock;

    private ServerHome(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder, for this user alone, and holds it.
     *
     * @throws TirelessException if another server holds it, or it cannot be made or written
     */
    static ServerHome hold(Path folder) {
        try {
            LockFile lock = LockFile.open(folder.resolve("server.lock"));
            if (!lock.tryLock(USE)) {
                Optional<Long> owner = lock.signer();
                lock.close();
                throw occupied(folder, owner);
            }
            lock.sign();
            return new ServerHome(folder, lock);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** @throws TirelessException if a server holds the folder */
    static void refuseHeld(Path folder) {
        holder(folder).ifPresent(pid -> {
            throw occupied(folder, Optional.of(pid));
        });
    }

    static TirelessException noServer(Path folder) {
        return new TirelessException(
                TirelessException.Code.UNREACHABLE,
                true,
                "no server runs on %s; start it with `tireless server start`".formatted(folder));
    }

    private static TirelessException occupied(Path folder, Optional<Long> owner) {
        return TirelessException.failed("a server runs on %s already%s; stop it with `tireless server stop`"
                .formatted(folder, owner.map(pid -> ", process " + pid).orElse("")));
    }

    /** The process that holds the folder; empty if none does. */
    static Optional<Long> holder(Path folder) {
        if (!Files.exists(folder.resolve("server.lock"))) {
            return Optional.empty();
        }
        try (LockFile lock = LockFile.open(folder.resolve("server.lock"))) {
            return lock.tryLock(USE) ? Optional.empty() : lock.signer();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Waits until no server holds the folder. */
    static void awaitFree(Path folder) {
        try (LockFile lock = LockFile.open(folder.resolve("server.lock"))) {
            lock.lock(USE);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
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
            if (usual.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
                Files.deleteIfExists(address);
                return usual;
            }
            Path other = sockets.resolve(
                    "server-%08x.sock".formatted(folder.toString().hashCode()));
            write(address, other.toString());
            return other;
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Writes down that this process serves. */
    void ready() {
        try {
            write(
                    folder.resolve("server.pid"),
                    Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static void write(Path file, String line) throws IOException {
        Path aside = Files.createTempFile(
                file.getParent(),
                file.getFileName().toString(),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(aside, line + "\n");
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static TirelessException unusable(Path folder, IOException e) {
        return TirelessException.failed(
                "cannot write to %s: %s; make room or rights there, or name another place with TIRELESS_HOME"
                        .formatted(folder, TirelessException.reason(e)),
                e);
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve("server.pid"));
            lock.close();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }
}
