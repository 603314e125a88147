package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What a database has counted up to.
 *
 * @param version of what is desired
 * @param event the sequence of the last event
 */
record Counters(long version, long event) {
    /** For those who commit while others still know the state before. */
    private static final long BEYOND = 1_000;

    /**
     * Lets {@code made} go on beyond {@code before} and itself, so that no view of the state before is taken for a present one. Where
     * {@code before} cannot be read it goes on from its time in milliseconds since 1970, which no database counts up to.
     */
    static void raise(Path made, Path before) throws IOException, SQLException {
        Counters last = of(before, Files.getLastModifiedTime(made).toMillis());
        Failures failures = new Failures(made);
        try (Session session = DatabaseFile.connect(made, failures)) {
            session.transaction(() -> {
                session.update("UPDATE counter SET version = max(version, ?) + ?", last.version(), BEYOND);
                if (session.update("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'event'", last.event())
                        == 0) {
                    session.update("INSERT INTO sqlite_sequence (name, seq) VALUES ('event', ?)", last.event());
                }
            });
        }
    }

    private static Counters of(Path file, long unreadable) {
        try (Session session = Session.openToRead(file, new Failures(file))) {
            return session.query(
                            "SELECT (SELECT max(version) FROM counter),"
                                    + " (SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = 'event')",
                            row -> new Counters(row.getLong(1), row.getLong(2)))
                    .getFirst();
        } catch (SQLException _) {
            // It is missing or damaged: that is why another is put in its place.
            return new Counters(unreadable, unreadable);
        }
    }
}
