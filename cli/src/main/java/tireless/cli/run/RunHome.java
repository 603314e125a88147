package tireless.cli.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tireless.model.TirelessException;

/**
 * The place of one {@code run}: named by the files that it runs, held by one process at a time. The hold ends with the process,
 * however it ends.
 */
final class RunHome implements AutoCloseable {
    private static final int NAME_LENGTH = 16;

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
     * Makes the folder, for this user alone, and holds it.
     *
     * @param what names the files in a message
     * @throws TirelessException if another process holds it, or it cannot be made or written
     */
    static RunHome hold(Path folder, String what) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel channel = FileChannel.open(
                    folder.resolve("lock"),
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isEmpty()) {
                String owner = Files.readString(folder.resolve("lock")).strip();
                channel.close();
                throw TirelessException.failed(
                        "%s is run already, by process %s; end that one first (kill %s)".formatted(what, owner, owner));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new RunHome(folder, channel);
        } catch (IOException e) {
            throw TirelessException.failed(
                    "cannot write to %s: %s; make room or rights there, or name another place with TIRELESS_HOME"
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case NoSuchFileException absent -> "there is no " + absent.getFile();
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> String.valueOf(e.getMessage());
        };
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
