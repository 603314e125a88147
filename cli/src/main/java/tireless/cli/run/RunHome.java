package tireless.cli.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.linux.ProcessStat;
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
    private final FileChannel channel;

    private RunHome(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
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
            FileChannel channel = open(folder);
            if (!lock(channel, RUN)) {
                Optional<String> owner = owner(folder);
                channel.close();
                throw TirelessException.failed(
                        owner.map(pid -> "%s is run already, by process %s; end that one first (kill %s)"
                                        .formatted(what, pid, pid))
                                .orElse(what + " is run already, by another process; end that one first"));
            }
            ByteBuffer pid =
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n");
            // One write, and only then a cut: who reads meanwhile finds a whole number on the first line.
            channel.truncate(channel.write(pid, 0));
            if (!lock(channel, USE)) {
                waits.run();
                var _ = channel.lock(USE, 1, false);
            }
            return new RunHome(folder, channel);
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
            FileChannel channel = open(folder);
            if (lock(channel, USE)) {
                return Optional.of(new RunHome(folder, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return FileChannel.open(
                folder.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** The lock is let go with the channel. */
    private static boolean lock(FileChannel channel, long at) throws IOException {
        return channel.tryLock(at, 1, false) != null;
    }

    /** The run that holds it; empty where its number is not written yet, and the file still names an earlier one. */
    private static Optional<String> owner(Path folder) throws IOException {
        Optional<String> written = Files.readString(folder.resolve("lock"))
                .lines()
                .findFirst()
                .filter(number -> number.matches("\\d{1,18}"));
        boolean lives = written.isPresent()
                && ProcessStat.of(Long.parseLong(written.get()))
                        .filter(ProcessStat::isAlive)
                        .isPresent();
        return lives ? written : Optional.empty();
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
            channel.close();
        } catch (IOException e) {
            throw TirelessException.failed("cannot let go of " + folder, e);
        }
    }
}
