package tireless.chaos.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of a run: the server's home on a file system that may be full, and beside it what the workers write of themselves. */
public record Place(Path root) {
    /** Makes the folders. */
    public static Place in(Path root) throws IOException {
        Place place = new Place(root);
        for (String folder : List.of("locks", "births", "ledgers")) {
            Files.createDirectories(place.notes().resolve(folder));
        }
        Files.createDirectories(place.disk());
        return place;
    }

    /** What may become full. */
    public Path disk() {
        return root.resolve("disk");
    }

    public Path home() {
        return disk().resolve("home");
    }

    /** Where the workers write of themselves; never full. */
    public Path notes() {
        return root.resolve("notes");
    }

    public Path script() {
        return root.resolve("worker.sh");
    }

    /** All starts of workers, by slot in the order in which they happened. */
    public List<Birth> births() throws IOException {
        List<Birth> births = new ArrayList<>();
        for (Path file : files("births")) {
            births.addAll(births(file));
        }
        return births;
    }

    /** The newest start of each slot. */
    public List<Birth> newest() throws IOException {
        List<Birth> newest = new ArrayList<>();
        for (Path file : files("births")) {
            List<Birth> births = births(file);
            if (!births.isEmpty()) {
                newest.add(births.getLast());
            }
        }
        return newest;
    }

    private static List<Birth> births(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Birth::parse).flatMap(Optional::stream).toList();
        }
    }

    /** What workers wrote who met another copy of themselves. */
    public List<String> doubled() throws IOException {
        Path file = notes().resolve("doubled");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** What every attempt noted of its writing. */
    public Map<String, Ledger> ledgers() throws IOException {
        Map<String, Ledger> ledgers = new TreeMap<>();
        for (Path file : files("ledgers")) {
            ledgers.put(file.getFileName().toString(), Ledger.read(Files.readString(file)));
        }
        return ledgers;
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(notes().resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
