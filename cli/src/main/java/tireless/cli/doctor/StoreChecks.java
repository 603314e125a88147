package tireless.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.cli.output.Age;
import tireless.cli.plane.Backups;
import tireless.model.Plural;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;
import tireless.store.sqlite.Backup;
import tireless.store.sqlite.Inspection;

/** Whether the home's database can be trusted, and whether there is a backup of it. Nothing is changed. */
final class StoreChecks {
    private static final Duration OLD = Duration.ofDays(2);

    private StoreChecks() {}

    static List<Finding> all(Backups backups, Instant now) {
        if (!Files.exists(backups.database())) {
            return List.of(Finding.ok("database", "none yet"));
        }
        Finding database = database(backups);
        return database.level() == Finding.Level.ERROR
                ? List.of(database, withoutDatabase(backups, now))
                : List.of(database, backup(backups, now), room(backups));
    }

    private static Finding database(Backups backups) {
        try {
            Inspection found = Inspection.of(backups.database(), backups.libraries());
            String content = "%s, %s, %s in %.1f MB"
                    .formatted(
                            Plural.of(found.resources(), "resource"),
                            Plural.of(found.revisions(), "revision"),
                            Plural.of(found.events(), "event"),
                            found.bytes() / 1e6);
            return found.damagedRevisions().isEmpty() && found.damagedEvents() == 0
                    ? Finding.ok("database", content)
                    : Finding.warning(
                            "database",
                            "%s; damaged: %s, past revisions of %s"
                                    .formatted(
                                            content,
                                            Plural.of(found.damagedEvents(), "event"),
                                            found.damagedRevisions().isEmpty()
                                                    ? "nothing"
                                                    : String.join(", ", found.damagedRevisions())),
                            "what is desired is whole. tireless server stop, then tireless doctor --repair drops what is"
                                    + " damaged; see that the disk is sound");
        } catch (DamagedStoreException damaged) {
            return Finding.error(
                    "database",
                    String.valueOf(damaged.getMessage()),
                    "tireless server stop, if one runs; then tireless restore FILE, or tireless doctor --repair; see that"
                            + " the disk is sound");
        } catch (TirelessException unreadable) {
            return Finding.error("database", String.valueOf(unreadable.getMessage()), "do what is said there");
        }
    }

    private static Finding backup(Backups backups, Instant now) {
        Optional<Path> newest = backups.newest();
        Optional<Instant> time = newest.flatMap(Backups::time);
        boolean isOld = time.map(made -> made.plus(OLD).isBefore(now)).orElse(true);
        String found = time.map(made -> "the newest is %s old: %s".formatted(Age.since(made, now), newest.get()))
                .orElse("none");
        try {
            return isOld && Backup.isDue(backups.database(), newest, backups.libraries())
                    ? Finding.warning(
                            "backups",
                            found + ", and there were changes since",
                            "tireless backup; a server makes one a day by itself, unless `backup.every` is `never`")
                    : Finding.ok("backups", time.isPresent() ? found : "none, and nothing was changed yet");
        } catch (TirelessException unreadable) {
            return Finding.warning(
                    "backups", found + "; it can not be read: " + unreadable.getMessage(), "tireless backup");
        }
    }

    private static Finding withoutDatabase(Backups backups, Instant now) {
        return backups.newest()
                .flatMap(newest -> Backups.time(newest)
                        .map(made -> Finding.ok(
                                "backups", "the newest is %s old: %s".formatted(Age.since(made, now), newest))))
                .orElseGet(() -> Finding.warning(
                        "backups", "none in the home", "look for one elsewhere, or tireless doctor --repair"));
    }

    private static Finding room(Backups backups) {
        try {
            long needed = Files.size(backups.database());
            long free = Files.getFileStore(backups.database()).getUsableSpace();
            return free > 2 * needed
                    ? Finding.ok("room", "enough for backups")
                    : Finding.warning(
                            "room",
                            "%.1f MB free, and a backup takes %.1f MB".formatted(free / 1e6, needed / 1e6),
                            "make room: backups, restore and repair need it");
        } catch (IOException e) {
            return Finding.warning(
                    "room", "not known: " + TirelessException.reason(e), "see that the home can be read");
        }
    }
}
