package tireless.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.EventView;
import tireless.api.LogLine;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.model.TirelessException;
import tireless.testing.server.ScriptedServer;

/** Streams go on over broken connections. */
@Timeout(60)
class WatchTest {
    private static final String WATCH = "GET " + Api.BASE + "/watch";
    private static final String LOGS = "GET " + Api.path(Views.PULSE) + "/logs";

    @TempDir
    Path home;

    private static String happened(long sequence, String text) {
        return "event: happened\nid: %d\ndata: %s\n\n"
                .formatted(sequence, Views.event(sequence, text).form().write());
    }

    private ApiClient client() {
        return new ApiClient(ServerAddress.of(home), Duration.ofSeconds(20));
    }

    /** Keeps what it is told, and closes the watch at the event named last. */
    private static final class Told implements Watch.Observer {
        final List<String> all = Collections.synchronizedList(new ArrayList<>());
        private final Watch watch;

        Told(Watch watch) {
            this.watch = watch;
        }

        @Override
        public void happened(EventView event) {
            all.add(event.text());
            if (event.text().equals("last")) {
                watch.close();
            }
        }

        @Override
        public void changed(ResourceView resource) {
            all.add("changed " + resource.resource().name());
        }

        @Override
        public void gone(ResourceRef resource) {
            all.add("gone " + resource.name());
        }

        @Override
        public void lost(String why) {
            all.add("lost");
        }

        @Override
        public void back() {
            all.add("back");
        }
    }

    @Test
    void aWatchThatBreaksOffGoesOnAfterItsLastEvent() {
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(WATCH, (asked, answering) -> {
                answering.begin("text/event-stream");
                if (asked.headers().containsKey("last-event-id")) {
                    answering.chunk(happened(8, "last"));
                } else {
                    answering.chunk(": hello\n\n" + happened(7, "first") + "event: changed\ndata: "
                            + Views.resource("pulse").form().write() + "\n\nevent: happened\nid: 8\ndata: {\"sequ");
                }
            });
            Watch watch = client().watch(Filter.ALL, OptionalLong.empty());
            Told told = new Told(watch);
            watch.run(told);

            assertThat(told.all).containsExactly("first", "changed pulse", "lost", "back", "last");
            assertThat(server.asked().getLast().headers()).containsEntry("last-event-id", "7");
        }
    }

    @Test
    void whereAWatchBeganIsWhereItGoesOnAlsoWithoutAnEvent() {
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(WATCH, (asked, answering) -> {
                answering.begin("text/event-stream");
                if (asked.headers().containsKey("last-event-id")) {
                    answering.chunk(happened(8, "last"));
                } else {
                    answering.chunk(
                            "id: 6\n\nevent: gone\ndata: " + Views.PULSE.form().write() + "\n\nid: 7\n");
                    if (server.asked().size() > 3) {
                        // Nothing to resume by was kept: the test has seen enough.
                        answering.chunk("\n" + happened(8, "last"));
                    }
                }
            });
            Watch watch = client().watch(Filter.ALL, OptionalLong.empty());
            Told told = new Told(watch);
            watch.run(told);

            assertThat(told.all).containsExactly("gone pulse", "lost", "back", "last");
            assertThat(server.asked().getLast().headers()).containsEntry("last-event-id", "6");
        }
    }

    @Test
    void aServerThatDiesIsWaitedFor() {
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(WATCH, (asked, answering) -> {
                answering.begin("text/event-stream");
                if (asked.headers().containsKey("last-event-id")) {
                    answering.chunk(happened(2, "last"));
                } else {
                    answering.chunk(happened(1, "first"));
                    server.die();
                    server.comeBack();
                }
            });
            Watch watch = client().watch(Filter.ALL, OptionalLong.empty());
            Told told = new Told(watch);
            watch.run(told);

            assertThat(told.all).containsExactly("first", "lost", "back", "last");
        }
    }

    @Test
    void whoKnowsAnEventOfTheServerWaitsForItFromTheBeginning() {
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(WATCH, (_, answering) -> {
                if (server.asked().size() > 1) {
                    answering.begin("text/event-stream");
                    answering.chunk(happened(8, "last"));
                }
            });
            Watch watch = client().watch(Filter.ALL, OptionalLong.of(7));
            Told told = new Told(watch);
            watch.run(told);

            assertThat(told.all).containsExactly("lost", "back", "last");
            assertThat(server.asked())
                    .allSatisfy(asked -> assertThat(asked.headers()).containsEntry("last-event-id", "7"));
        }
    }

    @Test
    void withoutAServerAtTheBeginningAWatchFails() {
        Watch watch = client().watch(Filter.ALL, OptionalLong.empty());

        assertThatThrownBy(() -> watch.run(new Told(watch))).isInstanceOf(TirelessException.class);
    }

    @Test
    void closingEndsAWatchThatHearsNothing() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(WATCH, (_, answering) -> {
                answering.begin("text/event-stream");
                begun.countDown();
                never.await();
            });
            Watch watch = client().watch(Filter.ALL, OptionalLong.empty());
            Thread running = Thread.ofVirtual().start(() -> watch.run(new Told(watch)));
            begun.await();
            watch.close();
            running.join();
            never.countDown();
        }
    }

    /** Keeps lines, and closes at the one named last. */
    private static final class Lines implements Logs.Reader {
        final List<String> all = Collections.synchronizedList(new ArrayList<>());
        private final Logs logs;

        Lines(Logs logs) {
            this.logs = logs;
        }

        @Override
        public void line(LogLine line) {
            all.add(line.text());
            if (line.text().equals("last")) {
                logs.close();
            }
        }

        @Override
        public void lost(String why) {
            // The lines tell.
        }

        @Override
        public void back() {
            // The lines tell.
        }
    }

    /** Lines whose positions are their texts. */
    private static String lines(String... texts) {
        StringBuilder lines = new StringBuilder();
        for (String text : texts) {
            lines.append(new LogLine("pulse-0", text, Optional.of(text)).form().write())
                    .append('\n');
        }
        return lines.toString();
    }

    @Test
    void logsGoOnBehindTheLastLineThatWasSeen() {
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(LOGS, (asked, answering) -> {
                answering.begin("application/x-ndjson");
                String after = asked.query().getOrDefault("after", "");
                answering.chunk(
                        switch (after) {
                            case "" -> lines("same", "same", "c");
                            case "pulse-0@c" -> lines("same", "e");
                            case "pulse-0@e" -> lines("last");
                            default -> lines("after " + after, "last");
                        });
            });
            Logs logs = client().logs(Views.PULSE, Optional.empty());
            Lines shown = new Lines(logs);
            logs.follow(Logs.Start.last(2), Instant.EPOCH, shown);

            assertThat(shown.all).containsExactly("same", "same", "c", "same", "e", "last");
            assertThat(server.asked().getFirst().query())
                    .containsEntry("back", "2")
                    .doesNotContainKey("since");
            assertThat(server.asked().getLast().query())
                    .containsEntry("back", String.valueOf(Integer.MAX_VALUE))
                    .containsEntry("since", "1970-01-01T00:00:00Z");
        }
    }

    @Test
    void aLogThatCanNotBeReadOnIsAnErrorAndIsNotAskedForAgain() {
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(LOGS, (_, answering) -> {
                answering.begin("application/x-ndjson");
                answering.chunk(lines("one")
                        + "{\"error\":{\"code\":\"FAILED\",\"retryable\":false,\"message\":\"it is damaged\"}}\n");
                answering.end();
            });
            Logs logs = client().logs(Views.PULSE, Optional.empty());
            Lines shown = new Lines(logs);

            assertThatThrownBy(() -> logs.follow(Logs.Start.last(2), Instant.EPOCH, shown))
                    .isInstanceOf(TirelessException.class)
                    .hasMessage("it is damaged");
            assertThatThrownBy(() -> logs.show(Logs.Start.last(2), shown::line)).hasMessage("it is damaged");

            assertThat(shown.all).containsExactly("one", "one");
            assertThat(server.asked()).hasSize(2);
        }
    }

    @Test
    void whatWasRemovedBeforeALineIsHandedOverWithIt() {
        LogLine line = new LogLine("pulse-0", "late", Optional.of("1.0.70000"), 65_000);
        try (ScriptedServer server = new ScriptedServer(home.resolve(ServerAddress.SOCKET))) {
            server.on(LOGS, (_, answering) -> {
                answering.begin("application/x-ndjson");
                answering.chunk(line.form().write() + "\n" + lines("next"));
                answering.end();
            });
            List<LogLine> read = new ArrayList<>();

            client().logs(Views.PULSE, Optional.empty()).show(Logs.Start.last(2), read::add);

            assertThat(read).containsExactly(line, new LogLine("pulse-0", "next", Optional.of("next")));
        }
    }
}
