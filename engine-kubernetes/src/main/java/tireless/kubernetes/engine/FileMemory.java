package tireless.kubernetes.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A file for each resource in one folder, replaced as a whole. */
public final class FileMemory implements Memory {
    private static final String SUFFIX = ".json";
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private record Kept(ResourceKey key, ResourceMemory memory) {}

    private final Path folder;

    /** @param folder is made where it is missing; nobody else writes there */
    public FileMemory(Path folder) {
        this.folder = folder;
    }

    @Override
    public Map<ResourceKey, ResourceMemory> all() {
        Map<ResourceKey, ResourceMemory> all = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX))
                        .map(FileMemory::read)
                        .forEach(kept -> all.put(kept.key(), kept.memory()));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + folder + ": " + TirelessException.reason(e), e);
            }
        }
        return all;
    }

    private static Kept read(Path file) {
        try {
            return MAPPER.readValue(Files.readAllBytes(file), Kept.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + TirelessException.reason(e), e);
        } catch (JacksonException e) {
            throw TirelessException.failed(
                    "%s is not what an engine wrote there: %s; remove it: attempts are counted anew then, and what is left of a removed resource has to"
                                    .formatted(file, e.getOriginalMessage())
                            + " be deleted by hand",
                    e);
        }
    }

    @Override
    public void keep(ResourceKey key, ResourceMemory memory) {
        Path file = file(key);
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            Files.write(aside, MAPPER.writeValueAsBytes(new Kept(key, memory)));
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + TirelessException.reason(e), e);
        }
    }

    @Override
    public void forget(ResourceKey key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file(key) + ": " + TirelessException.reason(e), e);
        }
    }

    /** Names have no upper case and no dot-dot, so they are names of files too. */
    private Path file(ResourceKey key) {
        return folder.resolve(
                "%s_%s_%s%s".formatted(key.scope(), key.type().name().toLowerCase(Locale.ROOT), key.name(), SUFFIX));
    }
}
