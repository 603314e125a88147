package tireless.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes the image of a root as one file. */
final class ImageArchive {
    private static final FilePermissions FOLDER = FilePermissions.fromOctalString("755");
    private static final FilePermissions FILE = FilePermissions.fromOctalString("644");
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions OPEN = FilePermissions.fromOctalString("777");

    private final ImageRoot root;
    private final Path cache;

    /** @param cache a folder for what is written before the archive */
    ImageArchive(ImageRoot root, Path cache) {
        this.root = root;
        this.cache = cache;
    }

    /** @param name of the image, with a tag */
    void write(Path archive, String name) throws IOException, InterruptedException {
        String account = "%d:%d".formatted(ImageRoot.ACCOUNT, ImageRoot.ACCOUNT);
        JibContainerBuilder image = Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setCreationTime(ImageRoot.TIME)
                .setUser(account)
                .setWorkingDirectory(AbsoluteUnixPath.get("/" + ImageRoot.HOME))
                .setEnvironment(Map.of(
                        "PATH", "/tireless/runtime/bin", "HOME", "/tmp", "LANG", "C.UTF-8", "MALLOC_ARENA_MAX", "1"))
                .setEntrypoint("java")
                .setProgramArguments("@tireless");
        // What changes least stands first, so that nodes fetch it once.
        String home = ImageRoot.HOME + "/";
        image.addFileEntriesLayer(layer("system", path -> !path.startsWith(home)));
        image.addFileEntriesLayer(layer("runtime", path -> path.startsWith(home + "runtime/")));
        image.addFileEntriesLayer(
                layer("tireless", path -> path.startsWith(home) && !path.startsWith(home + "runtime/")));
        try {
            image.containerize(Containerizer.to(TarImage.at(archive).named(name))
                    .setOfflineMode(true)
                    .setBaseImageLayersCache(cache)
                    .setApplicationLayersCache(cache)
                    .setToolName("tireless"));
        } catch (RegistryException
                | CacheDirectoryCreationException
                | ExecutionException
                | InvalidImageReferenceException failure) {
            throw new IOException("can not write %s: %s".formatted(archive, failure.getMessage()), failure);
        }
    }

    private static String architecture() {
        String name = System.getProperty("os.arch", "");
        return switch (name) {
            case "aarch64" -> "arm64";
            default -> name;
        };
    }

    private FileEntriesLayer layer(String name, Predicate<String> belongs) throws IOException {
        FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName(name);
        try (Stream<Path> files = Files.walk(root.folder())) {
            List<Path> sorted = files.sorted().toList();
            for (Path file : sorted) {
                String path = root.folder().relativize(file).toString();
                if (!path.isEmpty() && belongs.test(path)) {
                    layer.addEntry(file, AbsoluteUnixPath.get("/" + path), permissions(file, path), ImageRoot.TIME);
                }
            }
        }
        return layer.build();
    }

    private static FilePermissions permissions(Path file, String path) {
        if (path.equals("tmp")) {
            return OPEN;
        }
        if (Files.isDirectory(file)) {
            return FOLDER;
        }
        return Files.isExecutable(file) ? PROGRAM : FILE;
    }
}
