package tireless.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tireless.api.SeriesView;
import tireless.cli.Sandbox.Outcome;

/** A load is replayed: one that was recorded, or one with a column for each trigger. */
@Timeout(60)
class ReplayTest extends InSandbox {
    private void worker(String triggers) throws IOException {
        Files.writeString(home.resolve("worker.yaml"), """
                name: orders
                version: v1beta
                type: worker
                worker:
                  stack: process
                  stackSpec: {command: sleep, arguments: [infinity]}
                  tireless:
                    minReplicaCount: 0
                    maxReplicaCount: 8
                    cooldownPeriod: 5
                    pollingInterval: 1
                    triggers:
                %s""".formatted(triggers.indent(6)));
    }

    private Outcome replay(String load, String... more) throws IOException {
        Files.writeString(home.resolve("load.csv"), load);
        String manifest = home.resolve("worker.yaml").toString();
        List<String> words = new ArrayList<>(List.of("scale", "--simulate", "-f", manifest, "--trace", "load.csv"));
        words.addAll(List.of(more));
        return sandbox.tireless(words.toArray(String[]::new));
    }

    private static final String LIST = "- {type: redis, metadata: {address: 'h:1', listName: l, listLength: '20'}}";

    @Test
    void whatWasRecordedIsReplayedAndDrawn() throws IOException {
        worker(LIST);
        long now = Instant.now().getEpochSecond();
        SeriesView burst = new SeriesView(
                Replies.PULSE,
                Duration.ofSeconds(1),
                IntStream.range(0, 40)
                        .mapToObj(second -> new SeriesView.Sample(
                                Instant.ofEpochSecond(now - 40 + second),
                                second < 5
                                        ? Map.of("replicas", 0.0)
                                        : Map.of("backlog", Math.max(0, 400.0 - 80 * (second - 5)))))
                        .toList());
        sandbox.server.on("GET " + Replies.AT_PULSE + "/series", (_, answering) -> answering.reply(burst.form()));

        Outcome recorded = sandbox.tireless("plot", "pulse", "--csv");
        assertThat(recorded.status()).isZero();
        assertThat(recorded.out()).startsWith("seconds,arrivals\n0,0.00\n").contains("\n5,400.00\n");

        Outcome replayed = replay(recorded.out(), "--svg", "replay.svg");
        assertThat(replayed.status()).as(replayed.err()).isZero();
        assertThat(replayed.out()).containsPattern("waiting .* 0 to 400\n").containsPattern("replicas .* 0 to 4\n");
        assertThat(Files.readString(home.resolve("replay.svg")))
                .startsWith("<svg ")
                .contains("worker public/orders, simulated", "waiting", "■ running", "■ desired");
    }

    @Test
    void aTriggerWithAColumnGoesByItAndNotByTheQueue() throws IOException {
        worker(
                LIST
                        + "\n- {type: prometheus, name: latency, metadata: {serverAddress: 'http://h:1', query: q, threshold: '100', activationThreshold: '50'}}");

        Outcome quiet = replay("seconds,arrivals,latency\n0,0,40\n60,0,40\n");
        assertThat(quiet.out()).as(quiet.err()).containsPattern("replicas .* 0 to 0\n");
        Outcome loud = replay("seconds,arrivals,latency\n0,0,40\n60,0,300\n120,0,0\n");
        assertThat(loud.out()).as(loud.err()).containsPattern("replicas .* 0 to 3\n");
        Outcome unread = replay("seconds,arrivals,latency\n0,0,300\n60,0,\n2000,0,\n");
        assertThat(unread.out())
                .as("what can not be read forbids fewer, for an hour after the load too")
                .containsPattern("[0-9,]{5,} replica-seconds, 3 starts");
    }

    @Test
    void eachTriggerHasItsOwnTarget() throws IOException {
        worker("- {type: redis, metadata: {address: 'h:1', listName: l, listLength: '1000'}}\n" + LIST);

        assertThat(replay("seconds,arrivals\n0,160\n1,0\n").out()).containsPattern("replicas .* 0 to 4\n");
    }

    @Test
    void aColumnOfNoTriggerAndACronWithoutOneAreRefused() throws IOException {
        worker(LIST);
        Outcome unknown = replay("seconds,arrivals,latency\n0,0,40\n60,0,40\n");
        assertThat(unknown.status()).isNotZero();
        assertThat(unknown.err()).contains("a column `latency`, and no trigger is called so; there are: redis");

        worker(
                "- {type: cron, metadata: {timezone: UTC, start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '3'}}");
        assertThat(replay("seconds,arrivals\n0,0\n60,0\n").err()).contains("give it a column `cron`");
        assertThat(replay("seconds,arrivals,cron\n0,0,0\n60,0,3\n120,0,0\n").out())
                .containsPattern("replicas .* 0 to 3\n");
    }
}
