package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers are scaled by what waits for them, in a real Redis. */
@Tag("slow")
@Timeout(300)
class ScalingTest extends AcceptanceTest {
    private TirelessProcess redis;
    private String port;

    @BeforeEach
    void startRedis() {
        sandbox.needs(
                "redis-server and python3 (apt-get install redis-server python3)",
                "sh",
                "-c",
                "command -v redis-server && command -v python3");
        port = freePort();
        sandbox.with("REDIS_PORT", port);
        redis = begin();
    }

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
        redis.kill();
        redis.awaitStatus();
    }

    private TirelessProcess begin() {
        String folder = sandbox.folder("redis").toString();
        TirelessProcess started = sandbox.startWords(
                List.of("redis-server", "--bind", "127.0.0.1", "--port", port, "--save", "", "--dir", folder));
        started.next(".*Ready to accept connections.*");
        return started;
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(String... words) {
        List<String> line = new ArrayList<>(List.of("redis-cli", "-p", port));
        line.addAll(List.of(words));
        return sandbox.startWords(line).awaitOutcome().out().strip();
    }

    private void push(int items) {
        List<String> words =
                IntStream.range(0, items).mapToObj(item -> "i" + item).collect(Collectors.toList());
        words.addFirst("orders");
        words.addFirst("LPUSH");
        ask(words.toArray(String[]::new));
    }

    @Test
    void theConsumersOfABurstComeAndGoAndNothingOfItIsLost() {
        Path manifest = sandbox.example("redis-burst");
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        assertThat(sandbox.replicas("orders")).isEmpty();
        push(400);
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").size() == 8);
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").isEmpty());
        assertThat(ask("GET", "orders:done")).isEqualTo("400");
        assertThat(ask("KEYS", "orders:doing:*")).isEmpty();
        String events = sandbox.succeeds("events", "orders", "-l", "200").out();
        assertThat(events).contains("scaled from 0 to 8: redis: 400 ÷ 20").doesNotContain("killed");
        assertThat(sandbox.succeeds("explain", "orders").out()).contains("no trigger is active");
        Outcome byHand = sandbox.call("scale", "orders", "3");
        assertThat(byHand.status()).isEqualTo(1);
        assertThat(byHand.err()).contains("worker public/orders is scaled by its load");
    }

    @Test
    void aBurstThatWasRecordedIsReplayedAsItWent() {
        Path manifest = sandbox.example("redis-burst");
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        push(400);
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").size() == 8);
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").isEmpty());

        String load =
                sandbox.succeeds("plot", "orders", "--since", "5m", "--csv").out();
        assertThat(load).startsWith("seconds,arrivals");
        assertThat(load.lines()
                        .skip(1)
                        .mapToDouble(line -> Double.parseDouble(line.split(",", -1)[1]))
                        .sum())
                .isBetween(360.0, 440.0);
        sandbox.file("load.csv", load);
        String replayed = sandbox.succeeds(
                        "scale", "--simulate", "-f", manifest.toString(), "--trace", "load.csv", "--svg", "replay.svg")
                .out();
        assertThat(replayed).containsPattern("replicas .* 0 to 8").contains("0 items killed in hand, 0 not done");
        assertThat(sandbox.place().resolve("replay.svg")).content().contains("simulated");
    }

    @Test
    void aRedisThatIsAwayScalesNothingInAndIsNamed() {
        Path manifest = sandbox.example("redis-burst");
        sandbox.edit(manifest, "minReplicaCount: 0", "minReplicaCount: 2");
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        push(400);
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").size() == 8);
        redis.kill();
        redis.awaitStatus();
        Waiting.until(
                sandbox.home(), () -> sandbox.call("explain", "orders").out().contains("127.0.0.1:" + port));
        Waiting.until(sandbox.home(), () -> told("can not be read: ") == 1);
        assertThat(sandbox.succeeds("get", "worker", "orders", "-o", "wide").out()).contains("trigger `redis` can not be read");
        assertThat(sandbox.succeeds("describe", "worker", "orders").out()).contains("trigger `redis` can not be read");
        assertThat(sandbox.replicas("orders")).hasSize(8);
        redis = begin();
        Waiting.until(sandbox.home(), () -> told("can be read again") == 1);
        assertThat(told("can not be read: ")).isEqualTo(1);
        assertThat(sandbox.succeeds("get", "worker", "orders", "-o", "wide").out()).doesNotContain("can not be read");
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").size() == 2);
    }

    /** How many events say that. */
    private long told(String what) {
        return sandbox.succeeds("events", "orders", "-l", "200")
                .out()
                .lines()
                .filter(line -> line.contains("trigger `redis` " + what))
                .count();
    }

    @Test
    void aRedisThatHangsIsWaitedForAndThatIsSaid() {
        Path manifest = sandbox.example("redis-burst");
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "--yes", "-f", manifest.toString());
        Waiting.until(
                sandbox.home(), () -> sandbox.call("explain", "orders").out().contains("redis: read "));
        Signals.send("STOP", redis.pid());
        try {
            Waiting.until(
                    sandbox.home(),
                    () -> sandbox.call("explain", "orders").out().contains("its answer is waited for since"));
            Waiting.until(
                    sandbox.home(),
                    () -> sandbox.call("explain", "orders").out().contains("no answer within 3 s"));
            assertThat(sandbox.succeeds("explain", "orders").out())
                    .contains("held at 0 while nothing is known of `redis`")
                    .doesNotContain("no trigger is active");
        } finally {
            Signals.send("CONT", redis.pid());
        }
        push(400);
        Waiting.until(sandbox.home(), () -> sandbox.replicas("orders").size() == 8);
    }
}
