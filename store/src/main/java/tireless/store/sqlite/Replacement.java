package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts a whole database in the place of another, which is kept beside it with its log. It is decided in one moment, when the new
 * file gets the name {@code …next}: what is done after that, {@link #finish} does again after a crash. Beside it is noted which state
 * it replaces, as an earlier release may have the database in between.
 */
final class Replacement {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String NONE = "none";

    private Replacement() {}

    /** In UTC, fit for the name of a file: such names are in the order of their times. */
    static String stamp(Instant time) {
        return TIME.format(time);
    }

    /**
     * Replaces {@code file}, which nobody may have open.
     *
     * @param made a whole database that was made safe, in the same folder; it is gone afterwards
     * @return the file that was replaced, under its new name; it is not there if none was
     */
    static Path replace(Path file, Path made) throws IOException {
        // The time of the new file names the old one, also after a crash; the name must be free.
        while (Files.exists(kept(file, made))) {
            Files.setLastModifiedTime(
                    made,
                    FileTime.from(Files.getLastModifiedTime(made).toInstant().plusSeconds(1)));
        }
        Path kept = kept(file, made);
        // One that was decided before is not to be taken with the note of this one.
        Files.deleteIfExists(next(file));
        note(file);
        Files.move(made, next(file), StandardCopyOption.ATOMIC_MOVE);
        Durable.names(file);
        finish(file);
        return kept;
    }

    /**
     * Finishes a replacement that was decided; nothing where none was.
     *
     * @return where the new file is kept instead, as the old one has changed since
     */
    static Optional<Path> finish(Path file) throws IOException {
        Path next = next(file);
        if (!Files.exists(next)) {
            return Optional.empty();
        }
        if (!isMeant(file)) {
            Path unused = file.resolveSibling(file.getFileName() + ".unused-"
                    + stamp(Files.getLastModifiedTime(next).toInstant()));
            Files.move(next, unused, StandardCopyOption.ATOMIC_MOVE);
            Durable.names(file);
            return Optional.of(unused);
        }
        Path kept = kept(file, next);
        if (Files.exists(file)) {
            try {
                Files.createLink(kept, file);
            } catch (FileAlreadyExistsException _) {
                // Done before the crash.
            }
        }
        // The log would be taken for that of the new file.
        if (Files.exists(Soundness.log(file))) {
            Files.move(Soundness.log(file), Soundness.log(kept), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        Durable.names(file);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        Durable.names(file);
        Files.deleteIfExists(noted(file));
        return Optional.empty();
    }

    /**
     * What replacements that were decided before a time have put aside, each with what belongs to it; not what the newest one has.
     *
     * @throws IOException if its folder cannot be read
     */
    static List<Path> keptBefore(Path file, Instant time) throws IOException {
        Pattern name = Pattern.compile(
                Pattern.quote(file.getFileName() + ".") + "(?:replaced|unused)-(\\d{8}T\\d{6}Z)(?:-wal|-shm)?");
        NavigableMap<String, List<Path>> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(file.toAbsolutePath().getParent())) {
            for (Path other : files.toList()) {
                Matcher found = name.matcher(other.getFileName().toString());
                if (found.matches()) {
                    kept.computeIfAbsent(found.group(1), _ -> new ArrayList<>()).add(other);
                }
            }
        }
        kept.pollLastEntry();
        return kept.headMap(stamp(time)).values().stream()
                .flatMap(List::stream)
                .sorted()
                .toList();
    }

    /** What is so after a replacement has failed. */
    static String outcome(Path file) {
        return Files.exists(next(file))
                ? "%s is whole, and is put in its place when it is opened next".formatted(next(file))
                : "it is as it was";
    }

    private static void note(Path file) throws IOException {
        if (!Files.exists(noted(file))) {
            Files.createFile(noted(file), DatabaseFile.OWNER_FILE);
        }
        Files.write(noted(file), List.of(state(file), state(Soundness.log(file))));
        Durable.content(noted(file));
    }

    /** Its log is put aside before it is. A release before this one noted nothing. */
    private static boolean isMeant(Path file) throws IOException {
        if (!Files.exists(noted(file))) {
            return true;
        }
        String log = state(Soundness.log(file));
        List<String> noted = Files.readAllLines(noted(file));
        return noted.size() == 2 && noted.getFirst().equals(state(file)) && (log.equals(NONE) || noted.contains(log));
    }

    private static String state(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) > 0
                ? "%d bytes of %s".formatted(Files.size(file), Files.getLastModifiedTime(file))
                : NONE;
    }

    private static Path next(Path file) {
        return file.resolveSibling(file.getFileName() + ".next");
    }

    private static Path noted(Path file) {
        return file.resolveSibling(file.getFileName() + ".next-for");
    }

    private static Path kept(Path file, Path made) throws IOException {
        Instant decided = Files.getLastModifiedTime(made).toInstant();
        return file.resolveSibling(file.getFileName() + ".replaced-" + stamp(decided));
    }
}
