package tireless.trigger.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Trigger;
import tireless.trigger.rig.MuteServer;
import tireless.trigger.rig.ServerProcess;
import tireless.trigger.rig.Triggers;

/** Servers that are not there, and servers that accept and then say nothing. */
@Tag("slow")
class UnreachableTest {
    private static final Duration LONGEST = Duration.ofSeconds(6);
    private final Triggers triggers = new Triggers();

    @AfterEach
    void close() {
        triggers.close();
    }

    /** A trigger of each type, on a port of loopback. */
    record On(String type, Map<String, String> metadata) {
        private static On of(String type, String... keysAndValues) {
            Map<String, String> metadata = new HashMap<>();
            for (int i = 0; i < keysAndValues.length; i += 2) {
                metadata.put(keysAndValues[i], keysAndValues[i + 1]);
            }
            return new On(type, metadata);
        }

        private Map<String, String> at(int port) {
            Map<String, String> at = new HashMap<>();
            metadata.forEach((key, value) -> at.put(key, value.replace("PORT", "" + port)));
            return at;
        }

        @Override
        public String toString() {
            return type;
        }
    }

    static Stream<On> all() {
        return Stream.of(
                On.of("redis", "address", "127.0.0.1:PORT", "listName", "l"),
                On.of("redis-cluster", "addresses", "127.0.0.1:PORT", "listName", "l"),
                On.of("redis-sentinel", "addresses", "127.0.0.1:PORT", "listName", "l", "sentinelMaster", "m"),
                On.of("redis-streams", "address", "127.0.0.1:PORT", "stream", "l"),
                On.of("prometheus", "serverAddress", "http://127.0.0.1:PORT", "query", "up", "threshold", "1"),
                On.of("metrics-api", "url", "http://127.0.0.1:PORT/", "valueLocation", "a", "targetValue", "1"),
                On.of(
                        "postgresql",
                        "query",
                        "SELECT 1",
                        "targetQueryValue",
                        "1",
                        "host",
                        "127.0.0.1",
                        "port",
                        "PORT",
                        "userName",
                        "u",
                        "dbName",
                        "d",
                        "sslmode",
                        "disable"),
                On.of("rabbitmq", "host", "amqp://127.0.0.1:PORT/", "queueName", "q"),
                On.of("rabbitmq", "host", "http://127.0.0.1:PORT/", "queueName", "q"),
                On.of("kafka", "bootstrapServers", "127.0.0.1:PORT", "consumerGroup", "g", "topic", "t"));
    }

    /** Why each could not be read, by what was asked; all are asked at once. */
    private Map<On, String> failures(int port) throws Exception {
        Map<On, Future<String>> looks = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            all().forEach(on -> looks.put(on, threads.submit(() -> triggers.failure(on.type(), on.at(port)))));
        }
        Map<On, String> failures = new LinkedHashMap<>();
        for (var look : looks.entrySet()) {
            failures.put(look.getKey(), look.getValue().get());
        }
        return failures;
    }

    @Test
    void whatIsNotThereCanNotBeReadAndIsSaidToBeAway() throws Exception {
        long before = System.nanoTime();
        assertThat(failures(ServerProcess.freePort()).values())
                .allSatisfy(why -> assertThat(why)
                        .contains("127.0.0.1:")
                        .containsAnyOf(
                                "nobody listens there",
                                "no broker answered",
                                "All sentinels down",
                                "no answer within 4 s"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST);
    }

    @Test
    void whatHangsIsLeftInTime() throws Exception {
        try (MuteServer mute = MuteServer.listening()) {
            long before = System.nanoTime();
            assertThat(failures(mute.port()).values())
                    .allSatisfy(why ->
                            assertThat(why).containsAnyOf("no answer", "no broker answered", "All sentinels down"));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST);
        }
    }

    @Test
    void aThousandTriggersOnAServerThatHangsAreFewConnectionsAndAllAnswerInTime() throws Exception {
        try (MuteServer mute = MuteServer.listening();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reading>> looks = new ArrayList<>();
            long before = System.nanoTime();
            for (int i = 0; i < 1_000; i++) {
                Trigger trigger = triggers.open(
                        Triggers.written(
                                "prometheus",
                                Map.of(
                                        "serverAddress",
                                        "http://127.0.0.1:" + mute.port(),
                                        "query",
                                        "q" + i,
                                        "threshold",
                                        "1",
                                        "timeout",
                                        "500ms")),
                        Map.of());
                looks.add(threads.submit(trigger::read));
            }
            for (Future<Reading> look : looks) {
                assertThat(look.get()).isInstanceOf(Reading.Failed.class);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LONGEST);
            assertThat(mute.connections()).isLessThan(50);
        }
    }

    @Test
    void whoIsInterruptedStopsWaiting() throws Exception {
        try (MuteServer mute = MuteServer.listening()) {
            Trigger trigger = triggers.open(
                    Triggers.written("redis", Map.of("address", "127.0.0.1:" + mute.port(), "listName", "l")),
                    Map.of());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<Reading> look = threads.submit(trigger::read);
                look.cancel(true);
                assertThat(look.isCancelled()).isTrue();
            }
        }
    }
}
