package tireless.trigger.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Trigger;
import tireless.trigger.rig.PostgresServer;
import tireless.trigger.rig.Triggers;

/** On a real PostgreSQL. */
@Tag("slow")
class PostgresqlTest {
    private final PostgresServer postgres = PostgresServer.shared();
    private final Triggers triggers = new Triggers();

    @AfterEach
    void close() {
        triggers.close();
    }

    private Map<String, String> access() {
        return Map.of("connection", postgres.connection());
    }

    private static Map<String, String> query(String query) {
        return Map.of("query", query, "targetQueryValue", "2.5");
    }

    private Reading read(String query) throws InterruptedException {
        return triggers.read("postgresql", query(query), access());
    }

    private String failure(String query) throws InterruptedException {
        return triggers.failure("postgresql", query(query), access());
    }

    @Test
    void aQueryGivesANumber() throws InterruptedException {
        assertThat(read("SELECT count(*) FROM generate_series(1, 7)")).isEqualTo(new Reading.Measured(7, 2.5, true));
        assertThat(read("SELECT 1.25::numeric")).isEqualTo(new Reading.Measured(1.25, 2.5, true));
        assertThat(read("SELECT '3'::text, 4")).isEqualTo(new Reading.Measured(3, 2.5, true));
        assertThat(read("SELECT -1")).isEqualTo(new Reading.Measured(0, 2.5, false));
    }

    @Test
    void whatIsNoNumberIsNeverZero() throws InterruptedException {
        assertThat(failure("SELECT NULL")).endsWith("the query gives NULL: use COALESCE(…, 0) where that is none");
        assertThat(failure("SELECT 1 WHERE false")).endsWith("the query gives no row");
        assertThat(failure("SELECT 'NaN'::float")).endsWith("the value is NaN");
        assertThat(failure("SELECT true")).endsWith("the query gives `t`, which is no number");
        assertThat(failure("SELECT * FROM nowhere")).contains("relation \"nowhere\" does not exist");
        assertThat(failure("SET search_path = public")).endsWith("is it a SELECT?");
    }

    @Test
    void whereItIsCanBeSaidInSeparateKeysAndAsAnAddress() throws InterruptedException {
        Map<String, String> separate = Map.of(
                "query",
                "SELECT 1",
                "targetQueryValue",
                "1",
                "host",
                "127.0.0.1",
                "port",
                "" + postgres.port(),
                "userName",
                "app",
                "dbName",
                "postgres",
                "sslmode",
                "prefer");
        assertThat(triggers.read("postgresql", separate, Map.of("password", PostgresServer.PASSWORD)))
                .isEqualTo(new Reading.Measured(1, 1, true));
        assertThat(triggers.read(
                        "postgresql",
                        query("SELECT 1"),
                        Map.of(
                                "connection",
                                "postgresql://app:" + PostgresServer.PASSWORD + "@127.0.0.1:" + postgres.port()
                                        + "/postgres?sslmode=disable")))
                .isEqualTo(new Reading.Measured(1, 2.5, true));
    }

    @Test
    void aWrongPasswordIsSaidAndNotShown() throws InterruptedException {
        assertThat(triggers.failure(
                        "postgresql",
                        query("SELECT 1"),
                        Map.of("connection", postgres.connection().replace(PostgresServer.PASSWORD, "wrong-one"))))
                .isEqualTo("query of PostgreSQL at 127.0.0.1:" + postgres.port()
                        + ": FATAL: password authentication failed for user \"app\"");
    }

    @Test
    void aQueryThatTakesTooLongIsCancelledAtTheServer() throws InterruptedException, SQLException {
        assertThat(failure("SELECT 1 FROM pg_sleep(60)")).endsWith("the query took longer than 3 s, and was cancelled");
        assertThat(count("query LIKE 'SELECT 1 FROM pg_sleep%' AND state = 'active'"))
                .isZero();
    }

    @Test
    void aConnectionThatWasCutIsMadeAnewWithinTheSameLook() throws InterruptedException, SQLException {
        try (Trigger trigger = triggers.open(Triggers.written("postgresql", query("SELECT 1")), access())) {
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
            try (Connection connection = DriverManager.getConnection(postgres.jdbc())) {
                connection
                        .createStatement()
                        .execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tireless'");
            }
            assertThat(trigger.read()).isEqualTo(new Reading.Measured(1, 2.5, true));
        }
    }

    @Test
    void manyTriggersShareFewConnectionsAndLeaveNone() throws InterruptedException, SQLException {
        List<Trigger> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(triggers.open(Triggers.written("postgresql", query("SELECT " + i)), access()));
        }
        for (Trigger trigger : many) {
            assertThat(trigger.read()).isInstanceOf(Reading.Measured.class);
        }
        assertThat(count("application_name = 'tireless'")).isBetween(1, 2);
        many.forEach(Trigger::close);
        assertThat(triggers.connections().users()).isEmpty();
    }

    private int count(String where) throws SQLException {
        try (Connection connection = DriverManager.getConnection(postgres.jdbc());
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE " + where)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
