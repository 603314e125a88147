package tireless.cli.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tireless.control.compute.Whereabouts;
import tireless.linux.AtomicFile;
import tireless.model.ResourceKey;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.Uid;

/**
 * A file for each resource that may be on a cluster, {@code SCOPE/TYPE/NAME} in one folder, with a uid and the number of a revision; and
 * beside it {@code NAME.left}, a uid in a line, where something was left behind.
 */
record WhereaboutFiles(Path folder) implements Whereabouts {
    private static final String UNFINISHED = ".new";
    private static final String LEFT = ".left";

    @Override
    public Map<ResourceKey, Arrival> all() {
        return each("", WhereaboutFiles::read);
    }

    @Override
    public Map<ResourceKey, Set<Uid>> disowned() {
        return each(LEFT, WhereaboutFiles::uids);
    }

    /** Of the files whose names end so, what a reader makes of them. */
    private <T> Map<ResourceKey, T> each(String suffix, Function<Path, T> reader) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        Map<ResourceKey, T> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 3)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> suffix(file).equals(suffix))
                    .toList()) {
                Path name = folder.relativize(file);
                if (name.getNameCount() == 3) {
                    key(name, suffix).ifPresent(key -> all.put(key, reader.apply(file)));
                }
            }
            return all;
        } catch (IOException | UncheckedIOException e) {
            throw TirelessException.failed("%s can not be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static String suffix(Path file) {
        return Stream.of(UNFINISHED, LEFT)
                .filter(file.toString()::endsWith)
                .findFirst()
                .orElse("");
    }

    private static Optional<ResourceKey> key(Path name, String suffix) {
        String last = name.getName(2).toString();
        return ResourceType.of(name.getName(1).toString())
                .map(type -> new ResourceKey(
                        type, name.getName(0).toString(), last.substring(0, last.length() - suffix.length())));
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

    private static Set<Uid> uids(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(Uid::new)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void note(ResourceKey key, Arrival arrival) {
        String text = "%s %d\n".formatted(arrival.uid().value(), arrival.revision());
        write(file(key), text, "nothing is made on a cluster");
    }

    @Override
    public void disown(ResourceKey key, Uid uid) {
        Path file = file(key).resolveSibling(key.name() + LEFT);
        Set<Uid> left = new HashSet<>(disowned().getOrDefault(key, Set.of()));
        left.add(uid);
        String text = left.stream().map(one -> one.value() + "\n").sorted().collect(Collectors.joining());
        write(file, text, "nothing is left behind");
    }

    private static void write(Path file, String text, String consequence) {
        try {
            Files.createDirectories(file.resolveSibling(""));
            AtomicFile.writeDurably(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw TirelessException.failed(
                    "%s can not be written, so %s: %s".formatted(file, consequence, TirelessException.reason(e)), e);
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
