package tireless.store.sqlite;

import java.sql.SQLException;
import java.util.List;
import tireless.model.TirelessException;

/** The tables, and how an older file becomes a newer one. */
final class Schema {
    /** {@code sum} guards what SQLite does not: a bit that flips inside of a value. */
    private static final List<String> FIRST = List.of(
            "CREATE TABLE resource (scope TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL,"
                    + " revision INTEGER NOT NULL, power TEXT NOT NULL, scaled_to INTEGER, version INTEGER NOT NULL,"
                    + " sum INTEGER NOT NULL, PRIMARY KEY (scope, type, name)) STRICT, WITHOUT ROWID",
            "CREATE TABLE revision (sequence INTEGER PRIMARY KEY AUTOINCREMENT, scope TEXT NOT NULL,"
                    + " type TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL, number INTEGER NOT NULL,"
                    + " created_at TEXT NOT NULL, workload TEXT NOT NULL, manifest TEXT NOT NULL, sum INTEGER NOT NULL,"
                    + " deleted_at TEXT, UNIQUE (uid, number)) STRICT",
            "CREATE INDEX revision_of ON revision (scope, type, name, sequence)",
            "CREATE TABLE event (sequence INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, scope TEXT NOT NULL,"
                    + " type TEXT NOT NULL, name TEXT NOT NULL, uid TEXT NOT NULL, ordinal INTEGER,"
                    + " happening TEXT NOT NULL, sum INTEGER NOT NULL) STRICT",
            "CREATE INDEX event_of ON event (scope, type, name, sequence)",
            "CREATE TABLE counter (version INTEGER NOT NULL) STRICT",
            "INSERT INTO counter VALUES (0)");

    /** Resources of every kind, and what their manifests say beside what is asked for. */
    private static final List<String> SECOND =
            List.of("ALTER TABLE revision ADD COLUMN metadata TEXT NOT NULL DEFAULT ''");

    /** Beside the versions: a program that does not know it works without it. */
    private static final String UNFINISHED = "CREATE TABLE IF NOT EXISTS unfinished (scope TEXT NOT NULL,"
            + " type TEXT NOT NULL, name TEXT NOT NULL, what TEXT NOT NULL, uid TEXT NOT NULL, said TEXT NOT NULL,"
            + " sum INTEGER NOT NULL, PRIMARY KEY (scope, type, name, what)) STRICT, WITHOUT ROWID";

    /** The same: the values of secrets. In the order in which SQLite stores the columns, for {@link Remains}. */
    private static final String SEALED =
            "CREATE TABLE IF NOT EXISTS sealed (uid TEXT NOT NULL, number INTEGER NOT NULL,"
                    + " scope TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL, sum INTEGER NOT NULL,"
                    + " PRIMARY KEY (uid, number)) STRICT, WITHOUT ROWID";

    /**
     * The same: what was measured. It has no checksum of its own, for what is packed in it has one, and as many columns as no other table
     * that {@link Remains} looks for.
     */
    private static final List<String> SERIES = List.of(
            "CREATE TABLE IF NOT EXISTS series (scope TEXT NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL,"
                    + " step INTEGER NOT NULL, start INTEGER NOT NULL, content TEXT NOT NULL,"
                    + " PRIMARY KEY (scope, type, name, step, start)) STRICT, WITHOUT ROWID",
            "CREATE INDEX IF NOT EXISTS series_age ON series (step, start)");

    /** The same: what is to be told. As many columns as no other table that {@link Remains} looks for. */
    private static final String OUTBOX = "CREATE TABLE IF NOT EXISTS outbox (place INTEGER PRIMARY KEY AUTOINCREMENT,"
            + " id TEXT NOT NULL UNIQUE, content TEXT NOT NULL) STRICT";

    /**
     * What brings a file from one version to the next, beginning with an empty one. Nothing here ever changes; a table, or a stored
     * form, that an older program could not read adds a step.
     */
    private static final List<List<String>> STEPS = List.of(FIRST, SECOND);

    static final int VERSION = STEPS.size();

    private Schema() {}

    /** Fills an empty file. */
    static void create(Session session) {
        session.transaction(() -> {
            session.execute("CREATE TABLE schema (version INTEGER NOT NULL) STRICT");
            session.update("INSERT INTO schema VALUES (0)");
            advance(session, 0);
            session.execute(UNFINISHED);
            session.execute(SEALED);
            addSeries(session);
            session.execute(OUTBOX);
        });
    }

    private static void addSeries(Session session) throws SQLException {
        for (String statement : SERIES) {
            session.execute(statement);
        }
    }

    /** Whether a file has the table for what is unfinished, which came without a version of its own. */
    static boolean hasUnfinished(Session session) throws SQLException {
        return has(session, "unfinished");
    }

    /** The same of that for the values of secrets. */
    static boolean hasSealed(Session session) throws SQLException {
        return has(session, "sealed");
    }

    private static boolean has(Session session, String table) throws SQLException {
        return !session.query(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ?",
                        row -> row.getString(1),
                        table)
                .isEmpty();
    }

    /**
     * Brings the file to {@link #VERSION}.
     *
     * @throws TirelessException if the file is of a newer program, or a database of something else
     */
    static void migrate(Session session, Failures failures) throws SQLException {
        if (version(session, failures) < VERSION) {
            // Asked again inside, as another opener may have been first.
            session.transaction(() -> advance(session, version(session, failures)));
        }
        if (!hasUnfinished(session)) {
            session.transaction(() -> session.execute(UNFINISHED));
        }
        if (!hasSealed(session)) {
            session.transaction(() -> session.execute(SEALED));
        }
        if (!has(session, "series")) {
            session.transaction(() -> addSeries(session));
        }
        if (!has(session, "outbox")) {
            session.transaction(() -> session.execute(OUTBOX));
        }
    }

    private static void advance(Session session, int from) throws SQLException {
        for (List<String> step : STEPS.subList(from, VERSION)) {
            for (String statement : step) {
                session.execute(statement);
            }
        }
        session.update("UPDATE schema SET version = ?", VERSION);
    }

    /** @throws TirelessException as {@link #migrate} does */
    static int version(Session session, Failures failures) throws SQLException {
        List<String> tables =
                session.query("SELECT name FROM sqlite_schema WHERE type = 'table'", row -> row.getString(1));
        if (tables.isEmpty()) {
            throw failures.damaged("it holds no tables");
        }
        if (!tables.contains("schema") || !tables.contains("resource")) {
            throw TirelessException.failed(failures.file()
                    + " is a database of another program; it was left as it is: give the store another file");
        }
        int version = session.query("SELECT version FROM schema", row -> row.getInt(1)).stream()
                .findFirst()
                .orElseThrow(() -> failures.damaged("no schema version"));
        if (version > VERSION) {
            throw TirelessException.failed(
                    ("%s was written by a newer Tireless (schema %d, this one knows %d); it was left as it is: install"
                                    + " that version or a later one")
                            .formatted(failures.file(), version, VERSION));
        }
        return version;
    }
}
