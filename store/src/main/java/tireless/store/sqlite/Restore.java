package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;

/**
 * A backup that is the database now.
 *
 * @param content what is in it
 * @param kept the database before; there is no such file if there was none
 */
public record Restore(Inspection content, Path kept) {
    /**
     * Puts a copy of a backup in the place of a database, which nobody may have open.
     *
     * @param libraries as for {@link SqliteStore#open}
     * @throws DamagedStoreException if the backup is damaged; then nothing is changed
     * @throws TirelessException if it is of a newer Tireless or another program, or cannot be read or copied; the same
     */
    public static Restore of(Path backup, Path database, Path libraries) {
        NativeLibrary.load(libraries);
        String remedy = "nothing was changed; take another backup";
        Inspection.of(new Failures(backup, remedy));
        try {
            Path made = Backup.copy(backup, database);
            try {
                Counters.raise(made, database);
                Durable.content(made);
                Inspection content = Inspection.of(new Failures(made, remedy));
                return new Restore(content, Replacement.replace(database, made));
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (SQLException e) {
            throw new Failures(database).of(e);
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot put a backup in the place of %s: %s; %s"
                            .formatted(database, TirelessException.reason(e), Replacement.outcome(database)),
                    e);
        }
    }

    /**
     * Finishes a restore or a repair of a database that was broken off; nothing where none was.
     *
     * @return where the new database is kept that was not put in its place, as somebody has changed the old one since
     * @throws TirelessException if it cannot be finished
     */
    public static Optional<Path> finish(Path database) {
        try {
            return Replacement.finish(database);
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot finish to replace %s: %s; make room or rights in its folder, then try again"
                            .formatted(database, TirelessException.reason(e)),
                    e);
        }
    }

    /**
     * The databases that restores and repairs before a time have put aside, with what belongs to them; not those of the newest one.
     *
     * @throws TirelessException if the folder cannot be read
     */
    public static List<Path> keptBefore(Path database, Instant time) {
        try {
            return Replacement.keptBefore(database, time);
        } catch (IOException e) {
            throw Soundness.unreadable(database, e);
        }
    }
}
