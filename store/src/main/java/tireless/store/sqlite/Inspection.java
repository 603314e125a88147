package tireless.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import tireless.model.TirelessException;
import tireless.store.DamagedStoreException;
import tireless.store.SealedSecret;

/**
 * What is in a database that can be trusted.
 *
 * @param bytes its size, with its log
 * @param resources how many are desired
 * @param revisions how many are kept
 * @param damagedRevisions whose past revisions are damaged; what is desired does not need them
 * @param events how many are kept
 * @param damagedEvents how many of them can not be read
 */
public record Inspection(
        long bytes, int resources, int revisions, List<String> damagedRevisions, int events, int damagedEvents) {
    public Inspection {
        damagedRevisions = List.copyOf(damagedRevisions);
    }

    /**
     * Looks at all of it, and changes nothing.
     *
     * @param libraries as for {@link SqliteStore#open}
     * @param remedy what people can do when it is damaged
     * @throws DamagedStoreException if it is no database that can be trusted, saying why
     * @throws TirelessException if it cannot be read, or is of a newer Tireless or another program
     */
    public static Inspection of(Path file, Path libraries, String remedy) {
        NativeLibrary.load(libraries);
        return of(new Failures(file, remedy));
    }

    /** The same for the database of a home. */
    public static Inspection of(Path file, Path libraries) {
        NativeLibrary.load(libraries);
        return of(new Failures(file));
    }

    /**
     * The values of secrets, as they are sealed.
     *
     * @param all those of every revision that is kept
     * @param desired those among them that are of a revision that is desired
     */
    public record Secrets(List<SealedSecret> all, List<SealedSecret> desired) {
        public Secrets {
            all = List.copyOf(all);
            desired = List.copyOf(desired);
        }
    }

    /**
     * The values of secrets in a database, as they are sealed; nothing of it is changed.
     *
     * @throws DamagedStoreException if one of them is damaged
     * @throws TirelessException if it cannot be read
     */
    public static Secrets secrets(Path file, Path libraries) {
        NativeLibrary.load(libraries);
        Failures failures = new Failures(file);
        try (Session session = Session.openToRead(file, failures)) {
            return Schema.hasSealed(session)
                    ? new Secrets(SealedTable.all(session, failures), SealedTable.desired(session, failures))
                    : new Secrets(List.of(), List.of());
        } catch (SQLException e) {
            throw Soundness.failure(e, failures);
        }
    }

    static Inspection of(Failures failures) {
        Path file = failures.file();
        try {
            Header.check(file, Soundness.log(file), failures);
        } catch (IOException e) {
            throw Soundness.unreadable(file, e);
        }
        Soundness.check(file, failures);
        try (Session session = Session.openToRead(file, failures)) {
            Rows rows = new Rows(failures);
            boolean current = Schema.version(session, failures) == Schema.VERSION;
            List<String> damaged = new ArrayList<>();
            int revisions = session.query(
                            "SELECT scope, type, name, uid, number, created_at, workload, manifest, "
                                    + (current ? "metadata" : "''") + ", sum, deleted_at FROM revision",
                            row -> isSound(rows::past, row) || damaged.add(Rows.name(row, 1)))
                    .size();
            List<Boolean> events = session.query(
                    "SELECT sequence, at, scope, type, name, uid, ordinal, happening, sum FROM event",
                    row -> isSound(rows::soundEvent, row));
            int resources = session.query("SELECT count(*) FROM resource", row -> row.getInt(1))
                    .getFirst();
            int unread = (int) events.stream().filter(sound -> !sound).count();
            return new Inspection(size(file), resources, revisions, damaged, events.size(), unread);
        } catch (SQLException e) {
            throw Soundness.failure(e, failures);
        } catch (IOException e) {
            throw Soundness.unreadable(file, e);
        }
    }

    private static <T> boolean isSound(Session.Row<T> reading, ResultSet row) throws SQLException {
        try {
            reading.read(row);
            return true;
        } catch (DamagedStoreException _) {
            return false;
        }
    }

    private static long size(Path file) throws IOException {
        Path log = Soundness.log(file);
        return Files.size(file) + (Files.exists(log) ? Files.size(log) : 0);
    }
}
