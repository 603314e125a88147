package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.runtime.process.namespace.Unshare;

/** Where files may lie that no disk may have: a folder in memory that only this account can enter. */
final class MemoryFolder {
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<String> KINDS = Set.of("tmpfs", "ramfs");

    private final List<Path> candidates;
    private final String name;

    /** @param name of the folder that is made in one of the candidates; no other home has it */
    MemoryFolder(List<Path> candidates, String name) {
        this.candidates = candidates;
        this.name = name;
    }

    /** Where there may be something from before. */
    List<Path> all() {
        return candidates.stream()
                .map(candidate -> candidate.resolve(name))
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** The first that can be used, made if need be; empty where there is no memory to write to. */
    Optional<Path> open() throws IOException {
        MountTable mounts = MountTable.read();
        for (Path candidate : candidates) {
            if (Files.isWritable(candidate) && KINDS.contains(mounts.kind(candidate.toRealPath()))) {
                return Optional.of(own(candidate.resolve(name)));
            }
        }
        return Optional.empty();
    }

    /** What to do where there is none, for people. */
    String advice() {
        String looked = candidates.isEmpty()
                ? "no folder in memory is known"
                : "none of these is a writable file system in memory: "
                        + candidates.stream().map(Path::toString).collect(Collectors.joining(", "));
        return looked + "; mount a tmpfs at /dev/shm";
    }

    private static Path own(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, PRIVATE);
        } catch (FileAlreadyExistsException known) {
            Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            boolean ours = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && ((Number) owner).longValue() == Unshare.user();
            if (!ours) {
                throw new IOException("%s belongs to somebody else: remove it".formatted(folder), known);
            }
            Files.setPosixFilePermissions(folder, PRIVATE.value());
        }
        return folder;
    }
}
