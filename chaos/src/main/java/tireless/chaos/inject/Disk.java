package tireless.chaos.inject;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import tireless.model.TimeSource;

/** A small file system of its own for the home, where that can be had; it can be filled. */
public final class Disk implements AutoCloseable {
    private static final int BLOCK = 1 << 20;
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final Path folder;
    private final boolean mounted;
    private final TimeSource time;
    private volatile Duration fullUntil = Duration.ofSeconds(-1);

    private Disk(Path folder, boolean mounted, TimeSource time) {
        this.folder = folder;
        this.mounted = mounted;
        this.time = time;
    }

    /** Mounts a file system in {@code folder}, where this account may do that. */
    public static Disk at(Path folder, int megabytes, TimeSource time) throws IOException, InterruptedException {
        boolean mounted = "root".equals(System.getProperty("user.name"))
                && run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "chaos", folder.toString());
        return new Disk(folder, mounted, time);
    }

    /** Why it can not be filled; empty if it can. */
    public Optional<String> notFillable() {
        return mounted ? Optional.empty() : Optional.of("disk full: only root may mount a small file system for it");
    }

    /** Takes every byte that is left. */
    void fill() throws IOException {
        fullUntil = Duration.ofDays(365_000);
        try (FileChannel file = FileChannel.open(filling(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int size = BLOCK; size > 0; size /= 2) {
                fill(file, size);
            }
        }
    }

    private static void fill(FileChannel file, int size) {
        try {
            while (true) {
                file.write(ByteBuffer.allocate(size));
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filling());
        fullUntil = time.now().sinceBoot().plus(AFTERWARDS);
    }

    /** Whether it was full at this time since boot, or shortly before. */
    boolean wasFull(Duration at) {
        return at.compareTo(fullUntil) <= 0;
    }

    private Path filling() {
        return folder.resolve("filling");
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Override
    public void close() throws IOException {
        try {
            if (mounted && !run("umount", folder.toString()) && !run("umount", "-l", folder.toString())) {
                throw new IOException("can not unmount " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
