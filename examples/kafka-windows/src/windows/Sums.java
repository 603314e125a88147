package windows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The sums, and how far they go, in one database: a transaction has both or neither, and so each payment is in them once. */
final class Sums implements AutoCloseable {
    private final Connection connection;
    private final String topic;

    /** One window of one shop. */
    record Window(Instant starts, String shop) {}

    /** What is added to it. */
    record Sum(long payments, long amount) {
        Sum plus(Sum other) {
            return new Sum(payments + other.payments, amount + other.amount);
        }
    }

    /** How far a partition was read: from the record at {@code before}, up to the one before {@code next}. */
    record Step(long before, long next) {}

    /** Sums in the same order under all replicas, so that two of them never wait for each other. */
    static Map<Window, Sum> empty() {
        return new TreeMap<>(Comparator.comparing(Window::starts).thenComparing(Window::shop));
    }

    Sums(String url, String topic) throws SQLException {
        this.topic = topic;
        this.connection = DriverManager.getConnection(url);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Several replicas begin at once, and two can not create the same table.
            statement.execute("SELECT pg_advisory_xact_lock(20261126)");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS window_sums (
                        starts timestamptz, shop text, payments bigint NOT NULL, amount bigint NOT NULL,
                        PRIMARY KEY (starts, shop))""");
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS progress (
                        topic text, part int, next bigint NOT NULL,
                        PRIMARY KEY (topic, part))""");
        }
        connection.commit();
    }

    /**
     * The first record of a partition that is not in the sums.
     *
     * @param beginning where nothing was read yet
     */
    long next(int partition, long beginning) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO progress VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, topic);
            insert.setInt(2, partition);
            insert.setLong(3, beginning);
            insert.executeUpdate();
        }
        long next = all().get(partition);
        connection.commit();
        return next;
    }

    /** How far each partition was read. */
    Map<Integer, Long> progress() throws SQLException {
        Map<Integer, Long> all = all();
        connection.commit();
        return all;
    }

    private Map<Integer, Long> all() throws SQLException {
        Map<Integer, Long> all = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT part, next FROM progress WHERE topic = ?")) {
            select.setString(1, topic);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    all.put(rows.getInt(1), rows.getLong(2));
                }
            }
        }
        return all;
    }

    /**
     * Adds to sums, and goes on in partitions.
     *
     * @throws SQLException where nothing of it was done, also because another replica has read the same records meanwhile
     */
    void add(Map<Window, Sum> sums, Map<Integer, Step> steps) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE progress SET next = ? WHERE topic = ? AND part = ? AND next = ?")) {
            for (Map.Entry<Integer, Step> step : new TreeMap<>(steps).entrySet()) {
                update.setLong(1, step.getValue().next());
                update.setString(2, topic);
                update.setInt(3, step.getKey());
                update.setLong(4, step.getValue().before());
                if (update.executeUpdate() != 1) {
                    connection.rollback();
                    throw new SQLException("partition " + step.getKey() + " belongs to another replica by now");
                }
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO window_sums AS old VALUES (?, ?, ?, ?)
                ON CONFLICT (starts, shop) DO UPDATE
                SET payments = old.payments + excluded.payments, amount = old.amount + excluded.amount""")) {
            for (Map.Entry<Window, Sum> sum : sums.entrySet()) {
                insert.setTimestamp(1, Timestamp.from(sum.getKey().starts()));
                insert.setString(2, sum.getKey().shop());
                insert.setLong(3, sum.getValue().payments());
                insert.setLong(4, sum.getValue().amount());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
