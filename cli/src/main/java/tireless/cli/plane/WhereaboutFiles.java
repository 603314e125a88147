package tireless.cli.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tireless.control.compute.Whereabouts;
import tireless.linux.AtomicFile;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.Uid;

/** A file for each resource that may be on a cluster, {@code SCOPE/TYPE/NAME} in one folder, with a uid and the number of a revision. */
record WhereaboutFiles(Path folder) implements Whereabouts {
    private static final String UNFINISHED = ".new";

    @Override
    public Map<ResourceKey, Arrival> all() {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<ResourceKey, Arrival> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 3)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(UNFINISHED))
                    .toList()) {
                Path name = folder.relativize(file);
                if (name.getNameCount() == 3) {
                    key(name).ifPresent(key -> all.put(key, read(file)));
                }
            }
            return all;
        } catch (IOException | UncheckedIOException e) {
            throw TirelessException.failed("%s can not be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Optional<ResourceKey> key(Path name) {
        return ResourceType.of(name.getName(1).toString())
                .map(type -> new ResourceKey(
                        type, name.getName(0).toString(), name.getName(2).toString()));
    }

    private static Arrival read(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).strip().split(" ", -1));
            return new Arrival(new Uid(words.getFirst()), Integer.parseInt(words.getLast()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw TirelessException.failed(
                    "%s is not what a server wrote there: remove it; what of this resource may be left on a cluster has to be deleted by hand"
                            .formatted(file),
                    e);
        }
    }

    @Override
    public void note(ResourceKey key, Arrival arrival) {
        Path file = file(key);
        try {
            Files.createDirectories(file.resolveSibling(""));
            String text = "%s %d\n".formatted(arrival.uid().value(), arrival.revision());
            AtomicFile.writeDurably(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw TirelessException.failed(
                    "%s can not be written, so nothing is made on a cluster: %s"
                            .formatted(file, TirelessException.reason(e)),
                    e);
        }
    }

    @Override
    public void forget(ResourceKey key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw TirelessException.failed(
                    "%s can not be removed: %s".formatted(file(key), TirelessException.reason(e)), e);
        }
    }

    private Path file(ResourceKey key) {
        return folder.resolve(key.scope()).resolve(key.type().keyword()).resolve(key.name());
    }
}
