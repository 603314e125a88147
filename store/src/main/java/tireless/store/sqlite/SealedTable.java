package tireless.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import tireless.model.Revision;
import tireless.store.SealedSecret;
import tireless.store.SealedSecrets;

/** The table {@code sealed}. */
final class SealedTable implements SealedSecrets {
    static final String COLUMNS = "uid, number, scope, type, name, content, sum";
    private static final String ALL = "SELECT " + COLUMNS + " FROM sealed";
    private static final String ONE = ALL + " WHERE uid = ? AND number = ?";

    private final Rows rows;
    private final Session writer;
    private final Session reader;

    SealedTable(Failures failures, Session writer, Session reader) {
        this.rows = new Rows(failures);
        this.writer = writer;
        this.reader = reader;
    }

    /** All that a file has. */
    static List<SealedSecret> all(Session session, Failures failures) throws SQLException {
        return session.query(ALL, new Rows(failures)::sealed);
    }

    /** Those of the revisions that a file says are desired. */
    static List<SealedSecret> desired(Session session, Failures failures) throws SQLException {
        return session.query(
                ALL
                        + " WHERE EXISTS (SELECT 1 FROM resource r WHERE r.uid = sealed.uid"
                        + " AND r.revision = sealed.number AND r.power <> 'REMOVED')",
                new Rows(failures)::sealed);
    }

    /** Must run inside of a transaction. */
    static void put(Session session, SealedSecret secret) throws SQLException {
        session.update(
                "INSERT OR REPLACE INTO sealed (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)", Rows.values(secret));
    }

    /** Forgets what belongs to no revision any more. Must run inside of a transaction. */
    static void prune(Session session) throws SQLException {
        session.update("DELETE FROM sealed WHERE NOT EXISTS"
                + " (SELECT 1 FROM revision v WHERE v.uid = sealed.uid AND v.number = sealed.number)");
    }

    @Override
    public Optional<SealedSecret> find(Revision revision) {
        return reader.read(ONE, rows::sealed, revision.uid().value(), revision.number()).stream()
                .findFirst();
    }

    @Override
    public List<SealedSecret> all() {
        return reader.read(ALL, rows::sealed);
    }

    @Override
    public void replace(List<SealedSecret> sealed) {
        writer.transaction(() -> {
            for (SealedSecret secret : sealed) {
                if (!writer.query(
                                "SELECT 1 FROM sealed WHERE uid = ? AND number = ?",
                                row -> row.getInt(1),
                                secret.uid().value(),
                                secret.number())
                        .isEmpty()) {
                    put(writer, secret);
                }
            }
        });
        writer.settleLater();
    }
}
