package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tireless.model.AttemptId;
import tireless.model.SlotId;

/** The places of all attempts of a home: {@code provisions/SLOT/NUMBER} on its disk, and the same in memory. */
final class AttemptPlaces {
    private final Path root;
    private final MemoryFolder memory;
    private final Function<SlotId, String> names;
    private final Discard discard;

    /** @param names of slots, as one name of a folder each */
    AttemptPlaces(Path root, MemoryFolder memory, Function<SlotId, String> names, Discard discard) {
        this.root = root;
        this.memory = memory;
        this.names = names;
        this.discard = discard;
    }

    AttemptPlace of(AttemptId attempt) {
        return new AttemptPlace(slot(root, attempt.slot()).resolve(Integer.toString(attempt.number())));
    }

    private Path slot(Path folder, SlotId slot) {
        return folder.resolve(names.apply(slot));
    }

    /** Makes an empty place, also where a driver that was killed had begun one. */
    AttemptPlace make(AttemptId attempt) throws IOException {
        AttemptPlace place = of(attempt);
        Files.createDirectories(place.folder().getParent(), MemoryFolder.PRIVATE);
        try {
            Files.createDirectory(place.folder(), MemoryFolder.PRIVATE);
        } catch (FileAlreadyExistsException begun) {
            end(place.folder());
            Files.createDirectory(place.folder(), MemoryFolder.PRIVATE);
        }
        return place;
    }

    /** Where it has what may be in memory alone; the link to it is written first, for who removes it. */
    Path inMemory(AttemptId attempt, Path folder) throws IOException {
        Path place = slot(folder, attempt.slot()).resolve(Integer.toString(attempt.number()));
        Files.createSymbolicLink(of(attempt).secret(), place);
        FileTree.remove(place);
        Files.createDirectories(place.getParent(), MemoryFolder.PRIVATE);
        return place;
    }

    /** Removes what a slot's attempts have, up to this one. */
    void end(AttemptId last) throws IOException {
        Path slot = slot(root, last.slot());
        if (Files.exists(slot)) {
            List<Path> ended = children(slot).stream()
                    .filter(place -> number(place) <= last.number())
                    .toList();
            // First all of them: a disk may be read-only by now.
            for (Path place : ended) {
                forget(place);
            }
            for (Path place : ended) {
                discard.discard(place);
            }
            removeIfEmpty(slot);
        }
    }

    /** Removes what no living attempt has. */
    void keep(Set<AttemptId> living) throws IOException {
        Set<Path> kept =
                Set.copyOf(living.stream().map(attempt -> of(attempt).folder()).toList());
        // First what is in memory: a disk may be read-only by now.
        for (Path folder : memory.all()) {
            for (Path slot : children(folder)) {
                for (Path place : children(slot)) {
                    if (!kept.contains(root.resolve(folder.relativize(place)))) {
                        FileTree.remove(place);
                    }
                }
                removeIfEmpty(slot);
            }
        }
        for (Path slot : children(root)) {
            for (Path place : children(slot)) {
                if (!kept.contains(place)) {
                    end(place);
                }
            }
            removeIfEmpty(slot);
        }
    }

    /** In this order: who is killed in between finds the link again. */
    private void end(Path place) throws IOException {
        forget(place);
        discard.discard(place);
    }

    /** Removes what it has in memory. */
    private void forget(Path place) throws IOException {
        Path secret = new AttemptPlace(place).secret();
        if (Files.isSymbolicLink(secret)) {
            Path there = Files.readSymbolicLink(secret);
            if (there.endsWith(root.relativize(place))) {
                FileTree.remove(there);
                removeIfEmpty(there.resolveSibling(""));
            }
        }
    }

    /** Leaves no empty folder in memory; nothing may be made any more. */
    void close() throws IOException {
        for (Path folder : memory.all()) {
            removeIfEmpty(folder);
        }
    }

    private static int number(Path place) {
        try {
            return Integer.parseInt(place.getFileName().toString());
        } catch (NumberFormatException foreign) {
            return Integer.MAX_VALUE;
        }
    }

    private static void removeIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && children(folder).isEmpty()) {
            Files.deleteIfExists(folder);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }
}
