package tireless.linux;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The sockets that a process has open, by their inodes (proc_pid_fd(5)). */
public final class ProcessSockets {
    private static final String SOCKET = "socket:[";

    private ProcessSockets() {}

    /** Hands over the inode of every socket of a process; of none where it is over, or may not be looked into by this account. */
    public static void each(long pid, LongConsumer inode) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                inode(descriptor).ifPresent(inode::accept);
            }
        } catch (IOException | DirectoryIteratorException overOrNotOurs) {
            // Nothing is known of its sockets.
        }
    }

    private static Optional<Long> inode(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith(SOCKET)
                    ? Optional.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10))
                    : Optional.empty();
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }
}
