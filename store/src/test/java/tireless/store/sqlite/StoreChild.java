package tireless.store.sqlite;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tireless.model.TirelessException;
import tireless.store.Retention;

/** The main class of child JVMs: {@code commit FILE}, {@code restore FILE BACKUP BACKUP}, {@code fill FILE} or {@code open FILE LIBRARIES}. */
final class StoreChild {
    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private StoreChild() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "commit" -> commitForEver(file);
            case "restore" -> restoreForEver(file, List.of(Path.of(arguments[2]), Path.of(arguments[3])));
            case "fill" -> fill(file);
            case "open" -> open(file, Path.of(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Says the number of each revision that was committed for both workers. */
    private static void commitForEver(Path file) throws IOException {
        try (SqliteStore store = StoreFiles.open(file)) {
            int number = store.desired(StoreFiles.key("left"))
                    .map(resource -> resource.revision().number())
                    .orElse(0);
            while (true) {
                StoreFiles.save(store, ++number, "left", "right");
                say(Integer.toString(number));
            }
        }
    }

    /** Puts one backup after the other in the place of the file. */
    private static void restoreForEver(Path file, List<Path> backups) throws IOException {
        for (int i = 0; true; i++) {
            var _ = Restore.of(backups.get(i % backups.size()), file, StoreFiles.LIBRARIES);
            say(Integer.toString(i));
        }
    }

    /** Commits until the disk is full, makes room, and commits once more. */
    private static void fill(Path file) throws IOException {
        Path ballast = file.resolveSibling("ballast");
        Files.write(ballast, new byte[600_000]);
        try (SqliteStore store = StoreFiles.open(file)) {
            int committed = 0;
            try {
                while (true) {
                    StoreFiles.save(store, 1, "pulse" + committed);
                    committed++;
                }
            } catch (TirelessException e) {
                say(e.retryable() + " " + e.getMessage());
            }
            say("whole " + (store.desired().size() == committed));
            Files.delete(ballast);
            StoreFiles.save(store, 1, "pulse" + committed);
            say("again " + (store.desired().size() == committed + 1));
        }
    }

    private static void open(Path file, Path libraries) throws IOException {
        try (SqliteStore store = SqliteStore.open(file, libraries, Retention.DEFAULT)) {
            StoreFiles.save(store, 1, "pulse");
            say("committed");
        } catch (TirelessException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private static void say(String line) throws IOException {
        OUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The command that runs this class with the JVM and the class path of the test. */
    static List<String> command(String... arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName());
        return Stream.concat(java.stream(), List.of(arguments).stream()).toList();
    }
}
