package tireless.runtime.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the folders of attempts. One blank is kept ready for the next start, because making it takes a file system half a
 * millisecond, and renaming it far less. Safe for use by many threads.
 */
final class BlankFolder implements AutoCloseable {
    private final Path blanks;
    private final AtomicReference<@Nullable AttemptFolder> ready = new AtomicReference<>();
    private int made;
    private boolean closed;

    /** @param home must be on the file system of the attempts */
    BlankFolder(Path home) {
        this.blanks = home.resolve("blank");
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
        AttemptFolder blank = ready.getAndSet(null);
        try {
            make(folder, blank);
        } catch (NoSuchFileException firstOfItsSlot) {
            Files.createDirectories(folder.path().getParent(), Home.PRIVATE_FOLDER);
            make(folder, blank);
        }
        folder.write(note);
    }

    private static void make(AttemptFolder folder, @Nullable AttemptFolder blank) throws IOException {
        if (blank == null) {
            folder.make();
        } else {
            Files.move(blank.path(), folder.path(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Has a blank ready for the next start. */
    synchronized void prepare() throws IOException {
        if (closed || ready.get() != null) {
            return;
        }
        if (made == 0) {
            // Of an earlier process.
            Home.removeTree(blanks);
        }
        Files.createDirectories(blanks, Home.PRIVATE_FOLDER);
        // No name twice: whoever took the one before may not have moved it yet.
        AttemptFolder blank = new AttemptFolder(blanks.resolve(Integer.toString(++made)));
        blank.make();
        ready.set(blank);
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            Home.removeTree(blanks);
        } catch (IOException failure) {
            // Nothing is in it, and the next process removes it.
        }
    }
}
