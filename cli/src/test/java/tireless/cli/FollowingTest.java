package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tireless.cli.Replies.AT_PULSE;
import static tireless.cli.Replies.PULSE;
import static tireless.cli.Replies.RESOURCES;
import static tireless.cli.Replies.event;
import static tireless.cli.Replies.replica;
import static tireless.cli.Replies.resource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tireless.api.Api;
import tireless.api.EventView;
import tireless.api.Page;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.SeriesView;
import tireless.cli.Sandbox.Outcome;
import tireless.json.Form;

/** events, top and doctor, against a scripted server. */
@Timeout(60)
class FollowingTest extends InSandbox {
    private static final String EVENTS = "GET " + Api.BASE + "/events";
    private static final String WATCH = "GET " + Api.BASE + "/watch";

    private static Page<EventView> newestFirst(EventView... events) {
        return new Page<>(List.of(events), Optional.empty());
    }

    @Test
    void eventsAreShownOldestFirstWithTheirResource() {
        sandbox.server.on(
                EVENTS,
                (_, answering) -> answering.reply(
                        newestFirst(event(2, "exited", "exited 3 after 4 ms"), event(1, "started", "started, pid 4711"))
                                .form(EventView::form)));

        String out = sandbox.tireless("events", "-l", "20").out();

        assertThat(out.lines().map(line -> line.replaceFirst("^.*:\\d\\d  ", "")))
                .containsExactly(
                        "worker public/pulse-0 started, pid 4711", "worker public/pulse-0 exited 3 after 4 ms");
        assertThat(sandbox.server.asked().getLast().query()).containsEntry("limit", "20");
    }

    @Test
    void eventsOfOneResourceNameTheReplicaAlone() {
        sandbox.server.on(
                "GET " + AT_PULSE + "/events",
                (_, answering) -> answering.reply(
                        newestFirst(event(1, "started", "started, pid 4711")).form(EventView::form)));

        assertThat(sandbox.tireless("events", "pulse").out()).endsWith("  pulse-0 started, pid 4711\n");
        assertThat(sandbox.tireless("events", "pulse", "-o", "yaml").out()).startsWith("items:\n- sequence: 1\n");
    }

    /** The reader ends it, as {@code head} does. */
    @Test
    void aFollowGoesOnWhereTheListEndedUntilNobodyReads() {
        sandbox.server.on(
                EVENTS,
                (_, answering) -> answering.reply(
                        newestFirst(event(7, "started", "started, pid 4711")).form(EventView::form)));
        sandbox.server.on(WATCH, (_, answering) -> {
            answering.begin("text/event-stream");
            answering.chunk("id: 8\nevent: happened\ndata: "
                    + event(8, "ready", "is ready").form().write() + "\n\n");
            answering.chunk("id: 9\nevent: happened\ndata: "
                    + event(9, "ready", "again").form().write() + "\n\n");
        });
        StringBuilder read = new StringBuilder();
        PrintStream head = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int one) throws IOException {
                        read.append((char) one);
                        if (read.indexOf("again") >= 0) {
                            throw new IOException("Broken pipe");
                        }
                    }
                },
                false);

        int status = sandbox.tireless(head, "events", "-f");

        assertThat(status).isZero();
        assertThat(read).contains("pulse-0 started, pid 4711", "pulse-0 is ready", "pulse-0 again");
        assertThat(sandbox.server.asked(WATCH).getFirst().headers()).containsEntry("last-event-id", "7");
    }

    @Test
    void whatRunsIsShownOnceInAPipe() {
        Page<ResourceView> page = new Page<>(
                List.of(
                        resource(new ResourceRef("depot", "-", "lake"), "pending"),
                        resource(PULSE, "active", replica("pulse-0", true), replica("pulse-1", true))),
                Optional.empty());
        sandbox.server.on(RESOURCES, (_, answering) -> answering.reply(page.form(ResourceView::form)));

        sandbox.server.on("GET " + Api.BASE + "/series", (asked, answering) -> {
            assertThat(asked.query()).containsEntry("figures", "perSecond");
            answering.reply(
                    Form.empty().withEach("items", List.of(course(List.of(0.0, 1.0, 2.0, 4.0))), SeriesView::form));
        });

        assertThat(sandbox.tireless("top").out()).isEqualTo("""
                NAME    TYPE     WORKSPACE   RUNTIME     READY   PER SECOND   BACKLOG   DRAIN   ERRORS   RESTARTS   CPU   MEMORY   LAST 40 S
                pulse   worker   public      running:2   2/2     5.0          ≥7        ≥2s     2        2                         ▁▃▅█
                """);
    }

    @Test
    void theCourseOfAWorkerIsDrawnInTheTerminalAndAsAPicture() throws IOException {
        sandbox.server.on(
                "GET " + Replies.AT_PULSE + "/series",
                (_, answering) ->
                        answering.reply(course(List.of(0.0, 1.0, 2.0, 4.0)).form()));

        String drawn =
                sandbox.tireless("plot", "worker", "pulse", "--since", "40s").out();
        assertThat(drawn)
                .startsWith("worker public/pulse\n\nitems per second, 4 at last\n         4 ")
                .contains("⣿")
                .doesNotContain("backlog");

        Path picture = home.resolve("pulse.svg");
        assertThat(sandbox.tireless("plot", "pulse", "--svg", "pulse.svg").status())
                .isZero();
        assertThat(Files.readString(picture)).startsWith("<svg ").contains("items per second");
        assertThat(sandbox.tireless("plot", "pulse", "--since", "soon").err()).contains("`soon` is no time");
    }

    /** The rates of the last seconds. */
    private static SeriesView course(List<Double> rates) {
        long now = Instant.now().getEpochSecond();
        return new SeriesView(
                PULSE,
                Duration.ofSeconds(1),
                IntStream.range(0, rates.size())
                        .mapToObj(place -> new SeriesView.Sample(
                                Instant.ofEpochSecond(now - rates.size() + place),
                                Map.of("perSecond", rates.get(place))))
                        .toList());
    }

    @Test
    void aDoctorSaysWhatToDo() {
        Outcome sick = sandbox.tireless("doctor");
        assertThat(sick.status()).isEqualTo(1);
        assertThat(sick.out())
                .containsPattern("error    server +there is no /api/v1/server\n +→ tireless server start\n")
                .containsPattern("ok       JDK +2[5-9]")
                .containsPattern("ok       home +" + home)
                .containsPattern("start-up cache +not used");

        sandbox.server.on(
                "GET " + Api.BASE + "/server",
                (_, answering) -> answering.reply(new tireless.api.ServerView(
                                tireless.cli.context.Version.text(),
                                1,
                                17,
                                home.toString(),
                                java.time.Instant.now(),
                                "guard, pid 18",
                                3,
                                2)
                        .form()));
        Outcome sound = sandbox.tireless("doctor");
        assertThat(sound.status()).isZero();
        assertThat(sound.out())
                .containsPattern("ok       server +version .*, pid 17, .* kept by guard, pid 18; 3 resources");
    }

    @Test
    void aHomeThatCanNotBeWrittenIsAnError() throws IOException {
        Path file = java.nio.file.Files.createFile(home.resolve("file"));

        Outcome outcome = sandbox.with("TIRELESS_HOME", file.toString()).tireless("doctor");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).containsPattern("error    home +" + file + " can not be written: ");
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(sandbox.tireless("--help").out())
                .contains("apply", "describe", "doctor", "undelete", "workspace")
                .doesNotContain("__train");
    }
}
