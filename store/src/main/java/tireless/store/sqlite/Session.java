package tireless.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Connection;

/** One connection, used by one thread at a time. Every failure leaves it usable and outside of a transaction. */
final class Session implements AutoCloseable {
    /** One row of a result. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** What is done inside of a transaction. */
    interface Work {
        void run() throws SQLException;
    }

    private final Failures failures;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private volatile boolean settled = true;

    private Session(Failures failures, Connection connection) {
        this.failures = failures;
        this.connection = connection;
    }

    /**
     * @param failures what people know the file as
     * @throws SQLException if the file cannot be opened; whether it is a database shows at the first statement only
     */
    static Session open(Path file, Failures failures) throws SQLException {
        // As a URI, because the driver would take what follows a question mark in a plain path for settings.
        String name = "file:" + file.toAbsolutePath().toUri().getRawPath();
        return new Session(failures, connection(name));
    }

    /**
     * Opens a file only to look at it: nothing of it changes. While it has a log, an index of that may be made beside it.
     *
     * @throws SQLException as {@link #open} does
     */
    static Session openToRead(Path file, Failures failures) throws SQLException {
        // Without a log nobody has it open, or will write into it: then it is taken as it lies there.
        String mode = Files.exists(Soundness.log(file)) ? "" : "&immutable=1";
        String name = "file:" + file.toAbsolutePath().toUri().getRawPath() + "?mode=ro" + mode;
        Session session = new Session(failures, connection(name));
        session.execute("PRAGMA busy_timeout = 5000");
        return session;
    }

    private static Connection connection(String name) throws SQLException {
        Properties settings = new Properties();
        // Without it the driver asks for the last row's number after each statement that changes anything.
        settings.setProperty("jdbc.get_generated_keys", "false");
        return new JDBC4Connection("jdbc:sqlite:" + name, name, settings);
    }

    /** Runs a statement that is needed once and returns nothing. */
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    <T> List<T> query(String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        lock.lock();
        try (ResultSet results = prepare(sql, arguments).executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (results.next()) {
                rows.add(row.read(results));
            }
            return rows;
        } catch (SQLException e) {
            forget(sql);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    int update(String sql, @Nullable Object... arguments) throws SQLException {
        lock.lock();
        try {
            return prepare(sql, arguments).executeUpdate();
        } catch (SQLException e) {
            forget(sql);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** All or nothing, and durable when it returns. Takes the write lock at once, so that it never fails for a reader's sake half-way. */
    void transaction(Work work) {
        lock.lock();
        try {
            update("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                work.run();
                update("COMMIT");
                done = true;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }

    /** What was committed is to be moved out of the log by {@link #settle}. */
    void settleLater() {
        settled = false;
    }

    /**
     * Moves what was committed out of the log, into the file, where every row has its checksum: of a log that is damaged, SQLite
     * drops the end without a word. A reader that is in the way, or a full disk, leaves it where it is, for the next time.
     */
    void settle() {
        lock.lock();
        try {
            if (!settled) {
                execute("PRAGMA busy_timeout = 0");
                try {
                    settled = query("PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1))
                            .equals(List.of(0));
                } finally {
                    execute("PRAGMA busy_timeout = 5000");
                }
            }
        } catch (SQLException _) {
            // What was committed is safe in the log.
        } finally {
            lock.unlock();
        }
    }

    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (SQLException _) {
            // SQLite has rolled back by itself after a full disk or a failed write: then there is none to end.
        }
    }

    /** Like {@link #query}, with failures worded for people. */
    <T> List<T> read(String sql, Row<T> row, @Nullable Object... arguments) {
        try {
            return query(sql, row, arguments);
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... arguments) throws SQLException {
        if (connection.isClosed()) {
            throw new IllegalStateException("the store is closed");
        }
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    /** The driver refuses to run a statement again that has failed. */
    private void forget(String sql) {
        PreparedStatement failed = prepared.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException _) {
                // It has failed already, and that is on its way to the caller.
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            lock.unlock();
        }
    }
}
