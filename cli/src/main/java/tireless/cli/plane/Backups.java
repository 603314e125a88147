package tireless.cli.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tireless.api.BackupRequest;
import tireless.api.BackupView;
import tireless.linux.AtomicFile;
import tireless.model.TirelessException;
import tireless.store.sqlite.Backup;
import tireless.store.sqlite.Inspection;
import tireless.store.sqlite.Restore;

/** The database of a home, and the folder with its backups: {@code backups/tireless-<time in UTC>.db}, for this user alone. */
public final class Backups {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    /** How long a database that was replaced stays. */
    private static final Duration REPLACED = Duration.ofDays(30);

    private static final String FIRST = "tireless-";
    private static final String LAST = ".db";

    private final Path home;
    private final Path folder;
    private final Path libraries;

    /**
     * The backups of a home.
     *
     * @param libraries where SQLite's native library is put
     */
    public Backups(Path home, Path libraries) {
        this.home = home;
        this.folder = home.resolve("backups");
        this.libraries = libraries;
    }

    /** What is backed up. */
    public Path database() {
        return home.resolve("tireless.db");
    }

    public Path libraries() {
        return libraries;
    }

    /** A backup among the others of the home. */
    public Backup take(Instant now) {
        makeFolder();
        Instant free = now;
        while (Files.exists(file(free))) {
            free = free.plusSeconds(1);
        }
        return Backup.write(database(), file(free), false, libraries);
    }

    /** The backup that is asked for; throws as the others do. */
    public BackupView take(BackupRequest request, Instant now) {
        Backup made = request.file().isPresent() ? take(Path.of(request.file().get()), request.force()) : take(now);
        Inspection content = made.content();
        return new BackupView(
                made.file().toString(),
                content.bytes(),
                content.resources(),
                content.events(),
                content.damagedRevisions().size() + content.damagedEvents());
    }

    /**
     * A backup in a file.
     *
     * @param target absolute
     * @param force whether a file that is there already is replaced
     * @throws TirelessException also where that file is one of the home itself
     */
    public Backup take(Path target, boolean force) {
        Path parent = target.normalize().getParent();
        if (!target.isAbsolute() || parent == null || Files.isDirectory(target)) {
            throw new TirelessException(
                    TirelessException.Code.USAGE, false, "%s is no file that a backup could be".formatted(target));
        }
        if (!Files.isDirectory(parent)) {
            throw TirelessException.failed(
                    "cannot write the backup %s: there is no folder %s".formatted(target, parent));
        }
        if (isHomes(parent)) {
            throw TirelessException.failed(
                    "cannot write the backup %s: the home is the server's own; name another folder, as %s"
                            .formatted(target, folder));
        }
        return Backup.write(database(), target, force, libraries);
    }

    private boolean isHomes(Path parent) {
        try {
            Path real = parent.toRealPath();
            return real.startsWith(home.toRealPath())
                    && !(Files.exists(folder) && real.startsWith(folder.toRealPath()));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * A backup where the last one is older than {@code every}, and another state is desired since; empty where none is due.
     *
     * @param kept how many of the newest stay
     */
    public Optional<Backup> takeIfDue(Instant now, Duration every, int kept) {
        Optional<Path> newest = newest();
        boolean isOld = newest.flatMap(Backups::time)
                .map(time -> !time.plus(every).isAfter(now) || time.isAfter(now.plus(every)))
                .orElse(true);
        if (!isOld || !Files.exists(database()) || !Backup.isDue(database(), newest, libraries)) {
            return Optional.empty();
        }
        Backup made = take(now);
        prune(kept);
        return Optional.of(made);
    }

    /**
     * A backup where another version of the program had the home before; empty where the same had, or the home is new.
     *
     * @param kept how many of the newest stay
     */
    public Optional<Backup> takeOnceFor(String version, Instant now, int kept) {
        Path note = folder.resolve("version");
        try {
            if (Files.exists(note) && Files.readString(note).strip().equals(version)) {
                return Optional.empty();
            }
            boolean isNew = !Files.exists(database());
            Optional<Backup> made = isNew ? Optional.empty() : Optional.of(take(now));
            makeFolder();
            AtomicFile.write(note, version + "\n");
            prune(kept);
            return made;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /**
     * Removes what a backup, a restore or a repair that was broken off has left, and what one under way has: only for who holds the
     * home, before anybody can ask for one. Of the databases that were replaced, those of the last 30 days and the newest one stay.
     */
    public void tidy(Instant now) {
        Stream.concat(files(folder), files(home))
                .filter(file -> Backup.isLeftover(file.getFileName().toString()))
                .forEach(this::delete);
        if (Files.isDirectory(home)) {
            Restore.keptBefore(database(), now.minus(REPLACED)).forEach(this::delete);
        }
    }

    /** The newest by its name. */
    public Optional<Path> newest() {
        return all().reversed().stream().findFirst();
    }

    /** When a backup was made, by its name; empty for a file that has none of these names. */
    public static Optional<Instant> time(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(FIRST) || !name.endsWith(LAST)) {
            return Optional.empty();
        }
        try {
            String time = name.substring(FIRST.length(), name.length() - LAST.length());
            return Optional.of(LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void prune(int kept) {
        List<Path> all = all();
        all.subList(0, Math.max(0, all.size() - kept)).forEach(this::delete);
    }

    /** From the oldest to the newest. */
    private List<Path> all() {
        return files(folder).filter(file -> time(file).isPresent()).sorted().toList();
    }

    private Stream<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (UncheckedIOException e) {
            throw unusable(new IOException(String.valueOf(e.getMessage()), e));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Path file(Instant time) {
        return folder.resolve(FIRST + TIME.format(time) + LAST);
    }

    private void makeFolder() {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private TirelessException unusable(IOException e) {
        return new TirelessException(
                TirelessException.Code.FAILED,
                true,
                "cannot use the folder of backups %s: %s".formatted(folder, TirelessException.reason(e)),
                e);
    }
}
