package tireless.chaos.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of a run: the server's home on a file system that may be full, and beside it what the workers write of themselves. */
public record Place(Path root) {
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    /** From the folder of the replicas: workspace, type, name, ordinal, folder of segments, file. */
    private static final int DEPTH = 6;

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

    /** Whether output of a worker is being moved to a segment in this moment; one that was broken off before is none. */
    public boolean isRotating() {
        Path replicas = home().resolve("replicas");
        FileTime recent = FileTime.from(Instant.now().minus(A_MOMENT));
        try (Stream<Path> unfinished =
                Files.find(replicas, DEPTH, (file, _) -> file.endsWith("logs/.unfinished") && changed(file, recent))) {
            return unfinished.findAny().isPresent();
        } catch (IOException | UncheckedIOException changing) {
            // A folder was removed while it was listed.
            return false;
        }
    }

    private static boolean changed(Path file, FileTime since) {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).compareTo(since) > 0;
        } catch (IOException finished) {
            return false;
        }
    }

    private List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(notes().resolve(folder))) {
            return files.sorted().toList();
        }
    }
}
