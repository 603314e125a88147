package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the folders of attempts. One blank is kept ready for the next start, because making it takes a file system half a
 * millisecond, and renaming it far less. Safe for use by many threads.
 */
final class BlankFolder implements AutoCloseable {
    private final AttemptFolder blank;
    private final AtomicBoolean ready = new AtomicBoolean();
    private boolean closed;

    /** @param home must be on the file system of the attempts */
    BlankFolder(Path home) {
        this.blank = new AttemptFolder(home.resolve("blank"));
    }

    /**
     * Makes the folder of an attempt, with what must be there before its keeper is told to start.
     *
     * @throws FileAlreadyExistsException if the attempt has a folder already
     */
    void become(AttemptFolder folder, StartNote note) throws IOException {
        if (folder.exists()) {
            throw new FileAlreadyExistsException(folder.path().toString());
        }
        try {
            move(folder);
        } catch (NoSuchFileException firstOfItsSlot) {
            Files.createDirectories(folder.path().getParent(), Home.PRIVATE_FOLDER);
            move(folder);
        }
        folder.write(note);
    }

    private void move(AttemptFolder folder) throws IOException {
        if (ready.getAndSet(false)) {
            Files.move(blank.path(), folder.path(), StandardCopyOption.ATOMIC_MOVE);
        } else {
            folder.make();
        }
    }

    /** Has a blank ready for the next start. */
    synchronized void prepare() throws IOException {
        if (!closed && !ready.get()) {
            // Of an earlier process, or of a try that failed.
            Home.removeTree(blank.path());
            blank.make();
            ready.set(true);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (ready.getAndSet(false)) {
            try {
                Home.removeTree(blank.path());
            } catch (IOException failure) {
                // It is empty, and removed before the next one is made.
            }
        }
    }
}
