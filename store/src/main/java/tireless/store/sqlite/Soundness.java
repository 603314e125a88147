package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;
import tireless.store.Retention;

/** Whether a file can be trusted: nothing of it changes by the question. */
final class Soundness {
    private Soundness() {}

    /**
     * Looks at the whole file: its log, its structure, and every row that says what is desired or unfinished.
     *
     * @throws DamagedStoreException if any of that is not as it was written
     * @throws TirelessException if it cannot be read, or is of a newer program or another one
     */
    static void check(Path file, Failures failures) {
        try {
            WriteAheadLog.damage(log(file)).ifPresent(what -> {
                throw failures.damaged(what);
            });
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        try (Session session = Session.openToRead(file, failures)) {
            refuse(session.query("PRAGMA quick_check(1)", row -> row.getString(1)), failures);
            int version = Schema.version(session, failures);
            // Revisions are found, and dropped, by their indexes.
            refuse(session.query("PRAGMA integrity_check(revision)", row -> row.getString(1)), failures);
            if (version == Schema.VERSION) {
                desired(session, failures);
            }
            if (Schema.hasUnfinished(session)) {
                UnfinishedTable.check(session, failures);
            }
        } catch (SQLException e) {
            throw failure(e, failures);
        }
    }

    /** A statement that SQLite does not understand is one about tables that are not as they were made. */
    static TirelessException failure(SQLException failure, Failures failures) {
        return failure.getErrorCode() == SQLiteErrorCode.SQLITE_ERROR.code
                ? failures.damaged(Failures.plain(failure), failure)
                : failures.of(failure);
    }

    static TirelessException unreadable(Path file, IOException e) {
        return new TirelessException(
                TirelessException.Code.FAILED,
                true,
                "cannot read %s: %s".formatted(file, TirelessException.reason(e)),
                e);
    }

    static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static void refuse(List<String> findings, Failures failures) {
        if (!findings.equals(List.of("ok"))) {
            throw failures.damaged(findings.getFirst().replaceAll("\\s+", " "));
        }
    }

    /** Every resource with its revision, and that no later one could be taken for an earlier one. */
    static void desired(Session session, Failures failures) throws SQLException {
        new DesiredTables(failures, Retention.DEFAULT).all(session);
        List<Long> counters = session.query("SELECT version FROM counter", row -> row.getLong(1));
        long newest = session.query("SELECT ifnull(max(version), 0) FROM resource", row -> row.getLong(1))
                .getFirst();
        if (counters.size() != 1 || counters.getFirst() < newest) {
            throw failures.damaged("the counter of versions is not as it was written");
        }
        List<String> ended = session.query(
                "SELECT r.scope, r.type, r.name FROM resource r JOIN revision v ON v.uid = r.uid AND v.number = r.revision"
                        + " WHERE v.deleted_at IS NOT NULL",
                row -> Rows.name(row, 1));
        if (!ended.isEmpty()) {
            throw failures.damaged("the revision of %s has an end".formatted(ended.getFirst()));
        }
    }
}
