package tireless.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A disk of which some folders are not read: what is in them may be a secret of whoever reads.
 *
 * @param closed absolute; what is the kernel's own, and what is in memory for an account's programs, is closed, too
 */
record ClosedFolders(Disk disk, List<Path> closed) implements Disk {
    private static final List<Path> ALWAYS =
            List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"), Path.of("/run/user"));

    ClosedFolders {
        closed = List.copyOf(closed);
    }

    @Override
    public Kind at(Path path) {
        return disk.at(path);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        Path real = real(file);
        Path folder = Stream.concat(ALWAYS.stream(), closed.stream())
                .filter(closing -> file.startsWith(closing) || real.startsWith(real(closing)))
                .findFirst()
                .orElse(null);
        if (folder != null) {
            throw new IOException("what is in %s is not handed to a worker".formatted(folder));
        }
        return disk.read(file, most);
    }

    /** Without links; as it stands where there is nothing. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path;
        }
    }
}
