package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tireless.api.ReplicaView;
import tireless.client.ApiClient;
import tireless.model.TirelessException;
import tireless.trigger.rig.KafkaServer;
import tireless.trigger.rig.PostgresServer;
import tireless.trigger.rig.ServerProcess;

/** A stream of a real Kafka is added up in a real PostgreSQL, by as many as its lag needs, each record once. */
@Tag("slow")
@Timeout(300)
class StreamingTest extends AcceptanceTest {
    /** Not long ago: Kafka forgets what is older than a week. */
    private static final Instant FIRST = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final Instant SECOND = FIRST.plusSeconds(600);
    private static final int PARTITIONS = 4;

    private final String kafka = KafkaServer.shared().address();
    private final String database = PostgresServer.shared().jdbc();
    private Path manifest;

    /** What a window of a shop holds. */
    private record Sum(long payments, long amount) {
        Sum plus(Sum other) {
            return new Sum(payments + other.payments, amount + other.amount);
        }
    }

    @BeforeEach
    void buildTheExample() {
        sandbox.needs("mvn (apt-get install maven)", "sh", "-c", "command -v mvn");
        manifest = sandbox.example("kafka-windows");
        ServerProcess.run(
                Map.of("JAVA_HOME", Checkout.JDK.toString()),
                List.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        manifest.resolveSibling("pom.xml").toString(),
                        "package"));
        sandbox.with("KAFKA", kafka).with("DATABASE", database);
        sandbox.with("PATH", Checkout.JDK.resolve("bin") + ":" + System.getenv("PATH"));
    }

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
    }

    private void pay(int count, Instant since) {
        Outcome paid = sandbox.startWords(List.of(
                        "java",
                        "-cp",
                        manifest.resolveSibling("target/windows.jar").toString(),
                        "windows.Fill",
                        String.valueOf(count),
                        since.toString()))
                .awaitOutcome();
        assertThat(paid.status()).as(paid.said()).isZero();
    }

    /** What {@link #pay} has to come to. */
    private static Map<String, Sum> due(int count, Instant since) {
        Map<String, Sum> due = new TreeMap<>();
        for (int number = 1; number <= count; number++) {
            long millis = since.plusMillis(10L * number).toEpochMilli();
            String window = Instant.ofEpochMilli(millis / 10_000 * 10_000) + " shop-" + number % 10;
            due.merge(window, new Sum(1, number), Sum::plus);
        }
        return due;
    }

    private Map<String, Sum> sums() {
        Map<String, Sum> sums = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT starts, shop, payments, amount FROM window_sums")) {
            while (rows.next()) {
                sums.put(
                        rows.getTimestamp(1).toInstant() + " " + rows.getString(2),
                        new Sum(rows.getLong(3), rows.getLong(4)));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return sums;
    }

    private long payments() {
        return sums().values().stream().mapToLong(Sum::payments).sum();
    }

    private List<ReplicaView> replicas() {
        return sandbox.replicas("windows");
    }

    private void until(BooleanSupplier condition) {
        Waiting.until(sandbox.home(), condition);
    }

    /** The process that serves; none between two of them. */
    private OptionalLong server() {
        try {
            return OptionalLong.of(ApiClient.of(sandbox.home()).server().pid());
        } catch (TirelessException _) {
            return OptionalLong.empty();
        }
    }

    private long ready() {
        return replicas().stream().filter(replica -> replica.state().ready()).count();
    }

    @Test
    void aBurstIsInTheSumsOnceThoughConsumersAndTheServerAreKilledAmidIt() {
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        assertThat(replicas()).isEmpty();

        // A look amid the burst would see a part of it.
        sandbox.succeeds("pause", "windows");
        pay(6_000, FIRST);
        sandbox.succeeds("resume", "windows");
        until(() -> ready() == PARTITIONS);
        for (ReplicaView replica : replicas()) {
            long before = payments();
            until(() -> payments() > before + 400);
            Signals.send("KILL", replica.pid().orElseThrow());
        }
        long server = server().orElseThrow();
        Signals.send("KILL", server);
        until(() -> server().isPresent() && server().getAsLong() != server);
        until(() -> payments() >= 6_000);
        assertThat(sums()).isEqualTo(due(6_000, FIRST));
        until(() -> replicas().isEmpty());

        pay(10, SECOND);
        until(() -> payments() >= 6_010);
        until(() -> replicas().isEmpty());
        Map<String, Sum> all = due(6_000, FIRST);
        all.putAll(due(10, SECOND));
        assertThat(sums()).isEqualTo(all);
        assertThat(sandbox.succeeds("events", "windows", "-l", "500").out())
                .as("never more than there are partitions")
                .contains("scaled from 0 to " + PARTITIONS, "exited 137", "was running already")
                .doesNotContain("to 5", "to 6", "to 7", "to 8");
    }
}
