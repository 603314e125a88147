package tireless.trigger.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.NoReading;

/** Few connections to one database, for many who ask. */
final class PostgresqlClient implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 2;
    private static final String CANCELLED = "57014";
    private static final int TIMEOUT = Math.toIntExact(NetworkTrigger.TIMEOUT.toSeconds());

    private final PostgresqlAccess access;
    private final Semaphore turns = new Semaphore(MOST_CONNECTIONS);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    PostgresqlClient(PostgresqlAccess access) {
        this.access = access;
    }

    /** The first column of the first row, as text. */
    String value(String query) throws SQLException, InterruptedException, NoReading {
        turns.acquire();
        try {
            Connection kept = take();
            if (kept == null) {
                return value(connect(), query);
            }
            try {
                return value(kept, query);
            } catch (SQLException e) {
                // A server that was restarted is seen by the next question only.
                if (!isGone(e)) {
                    throw e;
                }
                return value(connect(), query);
            }
        } finally {
            turns.release();
        }
    }

    private String value(Connection connection, String query) throws SQLException, NoReading {
        boolean sound = false;
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT);
            statement.setMaxRows(1);
            String value = first(statement, query);
            sound = true;
            return value;
        } catch (NoReading e) {
            sound = true;
            throw e;
        } catch (SQLException e) {
            sound = !isGone(e);
            if (CANCELLED.equals(e.getSQLState())) {
                throw new NoReading("the query took longer than " + TIMEOUT + " s, and was cancelled");
            }
            throw e;
        } finally {
            giveBack(connection, sound);
        }
    }

    private static String first(Statement statement, String query) throws SQLException, NoReading {
        if (!statement.execute(query)) {
            throw new NoReading("the query gives no rows at all: is it a SELECT?");
        }
        try (ResultSet rows = statement.getResultSet()) {
            if (!rows.next()) {
                throw new NoReading("the query gives no row");
            }
            String value = rows.getString(1);
            if (value == null) {
                throw new NoReading("the query gives NULL: use COALESCE(…, 0) where that is none");
            }
            return value;
        }
    }

    private static boolean isGone(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(access.url(), access.properties(TIMEOUT));
    }

    private synchronized @Nullable Connection take() {
        return idle.pollFirst();
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        synchronized (this) {
            if (sound && !closed) {
                idle.addFirst(connection);
                return;
            }
        }
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        Deque<Connection> closing;
        synchronized (this) {
            closed = true;
            closing = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Connection connection : closing) {
            connection.close();
        }
    }
}
