package tireless.runtime.container;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The files by which a container engine is told the password of a registry: each for a moment, in a folder in memory, for this account alone. */
final class AuthFiles {
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    private static final String PREFIX = "tireless-auth-";
    private static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final List<Path> places;
    private final String prefix;

    /** @param places where it may be, the best first */
    AuthFiles(List<Path> places, String homeId) {
        this.places = List.copyOf(places);
        this.prefix = PREFIX + homeId + "-";
    }

    /** One file in a folder of its own; closing it removes both. */
    record Held(Path file) implements AutoCloseable {
        Path folder() {
            return Objects.requireNonNull(file.getParent());
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder());
        }
    }

    /** @throws IOException if there is no such place */
    Held write(String name, byte[] content) throws IOException {
        Path folder = Files.createTempDirectory(place(), prefix, FOLDER);
        Held held = new Held(folder.resolve(name));
        try {
            Files.createFile(held.file(), FILE);
            Files.write(held.file(), content);
            return held;
        } catch (IOException failure) {
            held.close();
            throw failure;
        }
    }

    /** Removes what an earlier process was killed over. */
    void clear() throws IOException {
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> left = Files.newDirectoryStream(place, prefix + "*")) {
                    for (Path folder : left) {
                        empty(folder);
                        Files.deleteIfExists(folder);
                    }
                }
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Path place() throws IOException {
        for (Path place : places) {
            if (Files.isWritable(place)
                    && IN_MEMORY.contains(Files.getFileStore(place).type())) {
                return place;
            }
        }
        throw new IOException("there is no folder in memory (tmpfs) for it: looked for %s".formatted(places));
    }
}
