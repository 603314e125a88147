package tireless.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;

/**
 * What SQLite's result codes (sqlite.org/rescode.html) mean to people, for one database file.
 *
 * @param remedy what to do when the file is damaged
 */
record Failures(Path file, String remedy) {
    /** For the database of a home. */
    Failures(Path file) {
        this(
                file,
                "`tireless restore` puts a backup in its place, `tireless doctor --repair` saves what is whole in it");
    }

    TirelessException of(SQLException failure) {
        int primary = failure.getErrorCode() & 0xff;
        if (isOfSpace(failure)) {
            return failed(
                    true, "the disk of %s is full: nothing was written; free some space, then try again", failure);
        }
        if (primary == SQLiteErrorCode.SQLITE_READONLY.code) {
            return failed(true, "cannot write %s: the file, its directory or its file system is read-only", failure);
        }
        if (primary == SQLiteErrorCode.SQLITE_CANTOPEN.code || primary == SQLiteErrorCode.SQLITE_PERM.code) {
            return failed(true, "cannot open %s: its directory must exist and be writable for this user", failure);
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return damaged(plain(failure), failure);
        }
        if (primary == SQLiteErrorCode.SQLITE_BUSY.code || primary == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return failed(true, "%s is locked by another process; try again when that has ended", failure);
        }
        String what = plain(failure).replace("%", "%%");
        return failed(true, "cannot read or write %s (" + what + "); see that its disk has room and is sound", failure);
    }

    /** Whether a disk was full. */
    boolean isOfSpace(SQLException failure) {
        // Of the files that it maps into memory, SQLite does not tell a full disk from another error; it is that in
        // practice.
        return (failure.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_FULL.code
                || (failure instanceof SQLiteException precise
                        && precise.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE);
    }

    DamagedStoreException damaged(String what) {
        return new DamagedStoreException(damageOf(what));
    }

    DamagedStoreException damaged(String what, Exception cause) {
        return new DamagedStoreException(damageOf(what), cause);
    }

    private String damageOf(String what) {
        return "%s is damaged (%s); it was left as it is: %s".formatted(file, what, remedy);
    }

    private TirelessException failed(boolean retryable, String sentence, SQLException cause) {
        return new TirelessException(TirelessException.Code.FAILED, retryable, sentence.formatted(file), cause);
    }

    /** SQLite's own words. */
    static String plain(SQLException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.replaceAll("^\\[\\w+]\\s*", "").strip();
    }
}
