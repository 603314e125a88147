package tireless.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tireless.model.AttemptId;
import tireless.model.FileContent;
import tireless.model.RunSpec;
import tireless.runtime.process.ProcessNames;

/** Gives containers their config files and a folder for temporary data. What else they are given is refused. */
public final class ConfigsOnDisk implements ContainerProvisions {
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String CONFIG = "/etc/dataos/config";
    private static final String TEMP = "/var/dataos/temp_data";

    private final ProcessNames names;
    private final Path root;

    public ConfigsOnDisk(ProcessNames names) {
        this.names = names;
        this.root = names.home().resolve("provided");
    }

    @Override
    public Outcome prepare(AttemptId attempt, RunSpec run) throws IOException {
        if (!run.provisions().secrets().isEmpty()) {
            return new Outcome.Refused("secrets can not be given to a container yet: remove them");
        }
        if (!run.provisions().volumes().isEmpty()) {
            return new Outcome.Refused("volumes can not be given to a container yet: remove them");
        }
        Map<String, FileContent> configs = run.provisions().configs();
        if (configs.isEmpty()) {
            return new Outcome.Ready(List.of(), new TreeMap<>(), List.of());
        }
        Path place = place(attempt);
        remove(place);
        Path config = Files.createDirectories(place.resolve("config"), PRIVATE);
        Path temp = Files.createDirectories(place.resolve("temp"), PRIVATE);
        for (var file : configs.entrySet()) {
            Files.write(config.resolve(file.getKey()), file.getValue().bytes());
        }
        return new Outcome.Ready(
                List.of(new Mount(config, CONFIG, true), new Mount(temp, TEMP, false)),
                new TreeMap<>(Map.of("DATAOS_CONFIG_DIR", CONFIG, "DATAOS_TEMP_DIR", TEMP)),
                List.of());
    }

    private Path place(AttemptId attempt) {
        return root.resolve(ContainerName.of(names.homeId(), attempt).text());
    }

    @Override
    public void end(AttemptId last) throws IOException {
        remove(place(last));
    }

    @Override
    public void keep(Set<AttemptId> living) throws IOException {
        List<Path> kept = living.stream().map(this::place).toList();
        try (Stream<Path> places = Files.list(root)) {
            for (Path place : places.toList()) {
                if (!kept.contains(place)) {
                    remove(place);
                }
            }
        } catch (NoSuchFileException none) {
            // Nothing was given to anybody.
        }
    }

    private static void remove(Path tree) throws IOException {
        List<Path> deepestFirst = new ArrayList<>();
        try (Stream<Path> entries = Files.walk(tree)) {
            entries.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
        } catch (NoSuchFileException none) {
            return;
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
