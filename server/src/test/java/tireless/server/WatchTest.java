package tireless.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tireless.api.Api;
import tireless.api.EventView;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.json.Form;

/** What watchers are told, and what they cost. */
@Timeout(120)
class WatchTest {
    private static final String WATCH = Api.BASE + "/watch";
    private static final String SCRIPT = "exec sleep 1000";

    @TempDir
    private Path folder;

    private Plane plane;

    @BeforeEach
    void open() {
        plane = Plane.open(
                folder.resolve("home"),
                settings -> new ServerSettings(
                        settings.socket(), settings.tcp(), Duration.ofMillis(500), Duration.ofMillis(50)));
    }

    @AfterEach
    void close() {
        assertThat(plane.log).isEmpty();
        plane.close();
    }

    /** One event of a stream; comments have no name and no data. */
    private record Told(String id, String event, String data) {}

    /** A stream that is read event by event. */
    private final class Reading implements AutoCloseable {
        private final Wire wire = plane.connect();
        private final StringBuilder left = new StringBuilder();

        Reading(String query, String... headers) {
            wire.send(Wire.request("GET", WATCH + query, "", headers));
            Wire.Reply head = wire.head();
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("content-type", "text/event-stream");
        }

        Told next() {
            int end = left.indexOf("\n\n");
            while (end < 0) {
                left.append(wire.chunk());
                end = left.indexOf("\n\n");
            }
            String id = "";
            String event = "";
            String data = "";
            for (String line : left.substring(0, end).lines().toList()) {
                int colon = line.indexOf(':');
                String value = line.substring(colon + 1).strip();
                switch (line.substring(0, colon)) {
                    case "id" -> id = value;
                    case "event" -> event = value;
                    case "data" -> data = value;
                    default -> {
                        // A comment.
                    }
                }
            }
            left.delete(0, end + 2);
            return new Told(id, event, data);
        }

        Told next(String event) {
            Told told = next();
            while (!told.event().equals(event)) {
                told = next();
            }
            return told;
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @Test
    void whatHappensAndChangesIsTold() {
        try (Reading reading = new Reading("?type=worker&workspace=public&name=pulse")) {
            Told begin = reading.next();
            assertThat(begin.event()).isEmpty();
            plane.apply(Plane.worker("other", 0, SCRIPT));
            plane.apply(Plane.worker("pulse", 0, SCRIPT));

            Told happened = reading.next("happened");
            EventView event = EventView.read(Form.read(happened.data()));
            assertThat(event.kind()).isEqualTo("accepted");
            assertThat(event.resource().name()).isEqualTo("pulse");
            assertThat(happened.id()).isEqualTo(Long.toString(event.sequence()));
            assertThat(event.sequence()).isGreaterThan(Long.parseLong(begin.id()));

            Told changed = reading.next("changed");
            assertThat(changed.id()).isEmpty();
            assertThat(ResourceView.read(Form.read(changed.data())).resource().name())
                    .isEqualTo("pulse");

            plane.ask("DELETE", Plane.PULSE, "");
            assertThat(ResourceRef.read(Form.read(reading.next("gone").data())).name())
                    .isEqualTo("pulse");
        }
    }

    @Test
    void aWatchOfTheWrongKindIsRefused() {
        assertThat(plane.get(WATCH + "?type=x").status()).isEqualTo(400);
        try (Wire wire = plane.connect()) {
            assertThat(wire.exchange("GET", WATCH, "", "Last-Event-ID: x").status())
                    .isEqualTo(400);
        }
    }

    @Test
    void whoWasCutOffBeforeAnythingHappenedMissesNothing() {
        plane.apply(Plane.worker("pulse", 0, SCRIPT));
        String known;
        try (Reading reading = new Reading("")) {
            known = reading.next().id();
        }
        for (int i = 1; i <= 30; i++) {
            plane.post(Plane.PULSE + "/" + (i % 2 == 1 ? "pause" : "resume"), "");
        }

        try (Reading reading = new Reading("", "Last-Event-ID: " + known)) {
            List<String> texts = new ArrayList<>();
            while (texts.size() < 30) {
                texts.add(EventView.read(Form.read(reading.next("happened").data()))
                        .text());
            }
            assertThat(texts.subList(0, 4)).containsExactly("paused", "starts again", "paused", "starts again");
            assertThat(new HashSet<>(texts)).hasSize(2);
            plane.post(Plane.PULSE + "/pause", "");
            assertThat(EventView.read(Form.read(reading.next("happened").data()))
                            .text())
                    .isEqualTo("paused");
        }
    }

    @Test
    void whoComesBackIsToldAllStatesAnew() {
        plane.apply(Plane.worker("pulse", 0, SCRIPT));

        try (Reading reading = new Reading("?name=pulse", "Last-Event-ID: 999999")) {
            ResourceView view =
                    ResourceView.read(Form.read(reading.next("changed").data()));
            assertThat(view.replicas()).isZero();
        }
    }

    @Test
    void aSilentWatchLivesLongerThanTheServersPatience() {
        try (Reading reading = new Reading("")) {
            reading.next();
            for (int i = 0; i < 30; i++) {
                assertThat(reading.next()).isEqualTo(new Told("", "", ""));
            }
        }
    }

    @Test
    void aWatcherThatReadsNothingHoldsUpNoOther() {
        plane.apply(Plane.worker("pulse", 0, SCRIPT));
        try (Reading _ = new Reading("");
                Reading reading = new Reading("")) {
            for (int i = 0; i < 600; i++) {
                plane.post(Plane.PULSE + "/" + (i % 2 == 0 ? "pause" : "resume"), "");
                EventView.read(Form.read(reading.next("happened").data()));
            }
        }
    }

    @Test
    void nothingIsLeftOfWatchersThatGo() {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            readings.add(new Reading(""));
        }
        assertThat(streams()).isEqualTo("100.0");

        readings.forEach(Reading::close);
        while (!streams().equals("0.0")) {
            // Each look is a request of its own, which is answered after the server heard of more that went.
            plane.apply(Plane.worker("pulse", 0, SCRIPT));
        }
    }

    private String streams() {
        String name = "tireless_http_streams{route=\"" + WATCH + "\"} ";
        return plane.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow()
                .substring(name.length());
    }
}
