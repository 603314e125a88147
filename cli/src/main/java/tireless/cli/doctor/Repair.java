package tireless.cli.doctor;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tireless.cli.backup.Parting;
import tireless.cli.context.Context;
import tireless.cli.context.ExitStatus;
import tireless.cli.plane.Backups;
import tireless.model.Plural;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;
import tireless.store.sqlite.Inspection;
import tireless.store.sqlite.Salvage;

/** Saves what is whole in a damaged database, and says what is not. */
final class Repair {
    private Repair() {}

    /** The home of {@code context} must be held. */
    static int of(Context context) {
        Path home = context.state();
        Backups backups = new Backups(home, home.resolve("lib"));
        PrintStream out = context.terminal().out();
        if (!Files.exists(backups.database())) {
            throw new TirelessException(
                    TirelessException.Code.NOT_FOUND, false, "there is no database in %s to repair".formatted(home));
        }
        backups.tidy(Instant.now());
        if (isSound(backups)) {
            out.println("the database is sound; nothing was changed");
            out.flush();
            return ExitStatus.OK;
        }
        Salvage salvage = Salvage.of(backups.database(), backups.libraries(), Instant.now());
        out.println("saved: %s, %s, %s"
                .formatted(
                        counted(salvage.saved()),
                        Plural.of(salvage.revisions(), "revision"),
                        Plural.of(salvage.events(), "event")));
        salvage.saved().forEach(name -> out.println("  " + name));
        out.println("lost: "
                + (salvage.lost().isEmpty()
                        ? "nothing that was desired"
                        : counted(List.copyOf(salvage.lost().keySet()))));
        salvage.lost().forEach((name, why) -> out.println("  %s: %s".formatted(name, why)));
        out.println("the damaged database is kept as " + salvage.kept());
        Parting.lines(backups, home).forEach(out::println);
        backups.newest()
                .filter(_ -> !salvage.lost().isEmpty())
                .ifPresent(newest -> out.println("the newest backup, for what is lost: tireless restore " + newest));
        out.flush();
        return ExitStatus.OK;
    }

    private static boolean isSound(Backups backups) {
        try {
            Inspection found = Inspection.of(backups.database(), backups.libraries());
            return found.damagedRevisions().isEmpty() && found.damagedEvents() == 0;
        } catch (DamagedStoreException _) {
            return false;
        }
    }

    private static String counted(List<String> names) {
        return Plural.of(names.size(), "resource");
    }
}
