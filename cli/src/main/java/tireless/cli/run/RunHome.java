package tireless.cli.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tireless.cli.plane.LockFile;
import tireless.model.TirelessException;

/**
 * The place of one {@code run}: named by the files that it runs, held by one process at a time. The hold ends with the process,
 * however it ends.
 *
 * <p>There are two locks, each on one byte of a file. Who holds the first may use the home. A run holds the second as well, and
 * takes it first: so a run that comes while another runs is told from one that comes while the leftovers of an earlier one are ended.
 */
final class RunHome implements AutoCloseable {
    private static final int NAME_LENGTH = 16;

    /** The byte whose lock is the use of the home. */
    private static final long USE = 0;

    /** The byte whose lock tells of a run; who holds it, and nobody else, writes its process number into the file. */
    private static final long RUN = 1;

    private final Path folder;
    private final LockFile lock;

    private RunHome(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** The folder for these files, in any order. */
    static Path folder(Path state, List<Path> files) {
        List<String> names = files.stream().map(Path::toString).sorted().toList();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(String.join("\0", names).getBytes(StandardCharsets.UTF_8));
            return state.resolve("run").resolve(HexFormat.of().formatHex(hash).substring(0, NAME_LENGTH));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Makes the folder, for this user alone, and holds it for a run. Where the leftovers of an earlier run are being ended in it,
     * waits for that.
     *
     * @param what names the files in a message
     * @param waits called before it waits
     * @throws TirelessException if another run holds it, or it cannot be made or written
     */
    static RunHome hold(Path folder, String what, Runnable waits) {
        try {
            LockFile lock = LockFile.open(folder.resolve("lock"));
            if (!lock.tryLock(RUN)) {
                Optional<Long> owner = lock.signer();
                lock.close();
                throw TirelessException.failed(
                        owner.map(pid -> "%s is run already, by process %d; end that one first (kill %d)"
                                        .formatted(what, pid, pid))
                                .orElse(what + " is run already, by another process; end that one first"));
            }
            lock.sign();
            if (!lock.tryLock(USE)) {
                waits.run();
                lock.lock(USE);
            }
            return new RunHome(folder, lock);
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /**
     * Holds the folder to end what an earlier run left in it; empty if somebody holds it already, who then has done that or does it.
     *
     * @throws TirelessException if it cannot be made or written
     */
    static Optional<RunHome> holdForLeftovers(Path folder) {
        try {
            LockFile lock = LockFile.open(folder.resolve("lock"));
            if (lock.tryLock(USE)) {
                return Optional.of(new RunHome(folder, lock));
            }
            lock.close();
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static TirelessException unusable(Path folder, IOException e) {
        return TirelessException.failed(
                "cannot write to %s: %s; make room or rights there, or name another place with TIRELESS_HOME"
                        .formatted(folder, TirelessException.reason(e)),
                e);
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw TirelessException.failed("cannot let go of " + folder, e);
        }
    }
}
