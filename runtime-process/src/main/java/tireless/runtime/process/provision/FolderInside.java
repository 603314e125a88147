package tireless.runtime.process.provision;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Finds a folder in a volume, and makes what is missing of it. A replica may have made links there: one that leads out of the volume is
 * seen before anything is made.
 */
final class FolderInside {
    private FolderInside() {}

    /** What came of it. */
    sealed interface Outcome {
        /** @param folder no link leads to it, but for those above the volume */
        record Found(Path folder) implements Outcome {}

        /** @param flaw for people, as the end of a sentence about the folder */
        record Refused(String flaw) implements Outcome {}
    }

    /** @throws IOException if it can not be made */
    static Outcome find(Path volume, String subPath) throws IOException {
        Path inside = Path.of(subPath).normalize();
        if (inside.isAbsolute() || inside.startsWith("..")) {
            return outside();
        }
        Path top = volume.toRealPath();
        Path folder = top;
        for (Path name : inside) {
            Path next = folder.resolve(name);
            if (Files.isSymbolicLink(next)) {
                try {
                    folder = next.toRealPath();
                } catch (NoSuchFileException dangling) {
                    return new Outcome.Refused("can not be used: the link `%s` in the volume leads to nothing"
                            .formatted(top.relativize(next)));
                } catch (FileSystemException loop) {
                    return new Outcome.Refused("can not be used: the link `%s` in the volume can not be followed"
                            .formatted(top.relativize(next)));
                }
                if (!folder.startsWith(top)) {
                    return outside();
                }
            } else if (Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
                folder = next;
            } else {
                folder = Files.createDirectory(next, MemoryFolder.PRIVATE);
            }
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return new Outcome.Refused(
                        "can not be used: `%s` in the volume is no folder".formatted(top.relativize(folder)));
            }
        }
        return new Outcome.Found(folder);
    }

    private static Outcome outside() {
        return new Outcome.Refused("would be outside of the volume: correct `subPath`");
    }
}
