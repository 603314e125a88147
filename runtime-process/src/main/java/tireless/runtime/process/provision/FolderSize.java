package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import tireless.linux.FileStatus;

/**
 * How much a folder takes on its disk, counted as {@code du} does: files may have holes, and several names. Symbolic links are not
 * followed, and other file systems not entered. Counted by one thread; others may read how far it came, and end it.
 */
final class FolderSize {
    private final Path folder;
    private final AtomicLong bytes = new AtomicLong();
    private final Set<Long> counted = new HashSet<>();
    private final Deque<Path> open = new ArrayDeque<>();
    private volatile boolean givenUp;
    private boolean whole = true;

    FolderSize(Path folder) {
        this.folder = folder;
    }

    /** Counts all of it; what vanishes meanwhile is not counted. False where it was given up, or a part of it may not be read. */
    boolean count() {
        Optional<FileStatus> root = look(folder);
        root.ifPresent(status -> add(folder, status));
        while (!open.isEmpty() && !givenUp) {
            enter(open.pop(), root.orElseThrow().device());
        }
        return whole && !givenUp;
    }

    private void enter(Path next, long device) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(next)) {
            for (Path entry : entries) {
                if (givenUp) {
                    return;
                }
                look(entry).filter(status -> status.device() == device).ifPresent(status -> add(entry, status));
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // It holds nothing any more.
        } catch (IOException | DirectoryIteratorException unreadable) {
            whole = false;
        }
    }

    private void add(Path file, FileStatus status) {
        if (status.isFolder()) {
            open.push(file);
        } else if (status.links() > 1 && !counted.add(status.inode())) {
            return;
        }
        bytes.addAndGet(status.bytesOnDisk());
    }

    private Optional<FileStatus> look(Path file) {
        try {
            return FileStatus.of(file);
        } catch (IOException unreadable) {
            whole = false;
            return Optional.empty();
        }
    }

    /** Ends it soon. */
    void giveUp() {
        givenUp = true;
    }

    /** What was counted so far. */
    long bytes() {
        return bytes.get();
    }
}
