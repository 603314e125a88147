package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this machine has at its paths. A question only. */
interface Surroundings {
    /** What an entry of a folder is. */
    enum Kind {
        FOLDER,
        LINK,
        OTHER
    }

    /** An entry of a folder by its name. */
    record Entry(String name, Kind kind) {}

    /** Whether there is a folder at a path, by whatever links. */
    boolean isFolder(Path path);

    /** Whether there is anything at a path. */
    boolean exists(Path path);

    /** @throws IOException if the folder may not be read */
    List<Entry> entries(Path folder) throws IOException;

    /** The options of the mount that a path is on, which a mount of it must repeat where another account made them. */
    List<String> options(Path path) throws IOException;

    /** As the calling account sees it. */
    Surroundings REAL = new Surroundings() {
        @Override
        public boolean isFolder(Path path) {
            return Files.isDirectory(path);
        }

        @Override
        public boolean exists(Path path) {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public List<Entry> entries(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.sorted().map(Surroundings::entry).toList();
            }
        }

        @Override
        public List<String> options(Path path) throws IOException {
            return MountTable.read().options(path.toRealPath());
        }
    };

    private static Entry entry(Path path) {
        Kind kind = Files.isSymbolicLink(path) ? Kind.LINK : Files.isDirectory(path) ? Kind.FOLDER : Kind.OTHER;
        return new Entry(path.getFileName().toString(), kind);
    }
}
