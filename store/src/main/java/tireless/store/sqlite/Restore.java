package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                Inspection content = Inspection.of(new Failures(made, remedy));
                return new Restore(content, Replacement.replace(database, made));
            } finally {
                Files.deleteIfExists(made);
            }
        } catch (IOException e) {
            throw new TirelessException(
                    TirelessException.Code.FAILED,
                    true,
                    "cannot put a backup in the place of %s: %s".formatted(database, TirelessException.reason(e)),
                    e);
        }
    }
}
