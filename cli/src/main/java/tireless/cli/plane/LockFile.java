package tireless.cli.plane;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import tireless.linux.ProcessStat;

/**
 * A file whose bytes are locked, each for a use of its own, until this process lets go or ends, however it ends. Its first line is
 * the number of the process that signed it.
 */
public final class LockFile implements AutoCloseable {
    private static final Set<StandardOpenOption> OPTIONS =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the file, and makes it and its folder where there is none, for this user alone. */
    public static LockFile open(Path file) throws IOException {
        Files.createDirectories(
                file.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return new LockFile(
                file,
                FileChannel.open(
                        file,
                        OPTIONS,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    /** Locks the byte at {@code position}; false if another process has it. */
    public boolean tryLock(long position) throws IOException {
        return channel.tryLock(position, 1, false) != null;
    }

    /** Locks the byte at {@code position}, and waits for that while another process has it. */
    public void lock(long position) throws IOException {
        var _ = channel.lock(position, 1, false);
    }

    /** Writes this process's number into the file. */
    public void sign() throws IOException {
        ByteBuffer pid =
                StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n");
        // One write, and only then a cut: who reads meanwhile finds a whole number on the first line.
        channel.truncate(channel.write(pid, 0));
    }

    /** The process that signed it; empty where it does not live: then the number of the present owner is not written yet. */
    public Optional<Long> signer() throws IOException {
        Optional<Long> written = Files.readString(file)
                .lines()
                .findFirst()
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::parseLong);
        boolean lives = written.isPresent()
                && ProcessStat.of(written.get()).filter(ProcessStat::isAlive).isPresent();
        return lives ? written : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
