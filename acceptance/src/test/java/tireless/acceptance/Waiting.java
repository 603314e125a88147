package tireless.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Waits for what happens in folders; the kernel tells of each change. */
final class Waiting {
    private static final Duration AGAIN = Duration.ofMillis(200);

    /** The home of a server changes for as long as that lives. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private Waiting() {}

    /** Waits until there is such a file; its folder is there already, or in one that is. */
    static void forFile(Path file) {
        if (!Files.exists(file.getParent())) {
            forFile(file.getParent());
        }
        until(file.getParent(), () -> Files.exists(file));
    }

    /** Waits until a folder holds so many files, those with a dot in front left out. */
    static void forFiles(Path folder, long count) {
        until(folder, () -> visible(folder) >= count);
    }

    /**
     * Waits until a condition holds; it is looked at again after each change in {@code folder}, and from time to time, as what
     * it is about may come after the last change.
     *
     * @throws AssertionError if nothing changes in the folder for {@link TirelessProcess#PATIENCE}, or all of it takes longer than
     *     {@link #LONGEST}, and the condition does not hold
     */
    static void until(Path folder, BooleanSupplier condition) {
        until(folder, condition, LONGEST);
    }

    /** @param longest where something changes all the time */
    static void until(Path folder, BooleanSupplier condition, Duration longest) {
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            folder.register(
                    changes,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE,
                    StandardWatchEventKinds.ENTRY_MODIFY);
            long begun = System.nanoTime();
            long changed = begun;
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - begun > longest.toNanos()) {
                    throw new AssertionError("it did not come within %s, though something is new in %s all the time"
                            .formatted(longest, folder));
                }
                WatchKey key = changes.poll(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                    changed = System.nanoTime();
                } else if (System.nanoTime() - changed > TirelessProcess.PATIENCE.toNanos()) {
                    throw new AssertionError("nothing new in " + folder + " for " + TirelessProcess.PATIENCE);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static long visible(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
