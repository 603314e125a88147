package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each example does what its README says. */
class ExamplesTest extends AcceptanceTest {
    private static final String SAMPLE = "\\{\"time\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\",\"load\":[\\d.]+,"
            + "\"memory_percent\":[\\d.]+(,\"\\w+_kib_s\":[\\d.]+){4}}";

    @Test
    void pulseAppendsALineForEachSampleAndSurvivesAKill() throws IOException {
        Path manifest = sandbox.example("pulse");
        TirelessProcess run = sandbox.run(manifest);
        long pulse = run.nextStart("pulse-0");
        run.line("pulse-0", "process " + pulse + ", appending to data/pulse.jsonl");
        run.event("pulse-0 is ready");
        run.line("pulse-0", "load [\\d.]+, memory [\\d.]+ %");
        Signals.send("KILL", pulse);
        run.event("pulse-0 exited 137");
        run.line("pulse-0", "load ");
        end(run);
        assertThat(Files.readAllLines(manifest.resolveSibling("data/pulse.jsonl")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.matches(SAMPLE));
    }

    @Test
    @Tag("slow")
    void pulseReportsItsThroughput() {
        TirelessProcess run = sandbox.run(sandbox.example("pulse"));
        run.event("pulse: 1 of 1 ready, [01]\\.\\d per second, \\d+ processed, 0 errors");
        end(run);
    }

    @Test
    void pythonBotAnswersEachQuestionOnce() throws IOException {
        Path manifest = sandbox.example("python-bot");
        Path data = sandbox.folder("python-bot/data");
        Path questions = data.resolve("questions.txt");
        Files.writeString(questions, "sum 1 2 3\nhello\n");
        TirelessProcess run = sandbox.run(manifest);
        long bot = run.nextStart("python-bot-0");
        run.line("python-bot-0", "'sum 1 2 3' -> 6");
        run.line("python-bot-0", "'hello' -> hello, I am python-bot, process " + bot);
        Signals.send("KILL", bot);
        run.line("python-bot-0", "2 questions were answered before");
        Files.writeString(questions, "sum 4 5\nthink 1\n", StandardOpenOption.APPEND);
        run.line("python-bot-0", "'sum 4 5' -> 9");
        run.interrupt();
        run.line("python-bot-0", "'think 1' -> thought for 1 s");
        run.line("python-bot-0", "asked to stop: ended between two questions");
        assertThat(run.awaitStatus()).isZero();
        assertThat(Files.readAllLines(data.resolve("answers.jsonl")))
                .hasSize(4)
                .element(2)
                .isEqualTo("{\"question\": \"sum 4 5\", \"answer\": \"9\"}");
    }

    @Test
    void crashLoopBacksOffAndRecovers() throws IOException {
        Path manifest = sandbox.example("crash-loop");
        TirelessProcess run = sandbox.run(manifest);
        run.line("crash-loop-0", "cannot work: there is no file 'mended' beside worker.sh");
        run.event("crash-loop-0 exited 1 after");
        run.event("crash-loop-0 restarted after");
        run.event("crash-loop-0 backing off until .* \\(2\\d\\d ms\\): 2 failures in a row");
        run.event("crash-loop-0 backing off until .* \\([45]\\d\\d ms\\): 3 failures in a row");
        Path mended = Files.createFile(manifest.resolveSibling("mended"));
        run.line("crash-loop-0", "tick 1");
        run.line("crash-loop-0", "tick 2");
        Files.delete(mended);
        run.line("crash-loop-0", "cannot work");
        run.event("crash-loop-0 backing off .*failures in a row");
        end(run);
    }

    @Test
    void folderIndexIndexesAFileThatIsDroppedIn() throws IOException {
        Path manifest = sandbox.example("folder-index");
        TirelessProcess run = sandbox.run(manifest);
        run.line("folder-index-0", "watching data/inbox: 0 files are in data/index.db");
        Path inbox = manifest.resolveSibling("data/inbox");
        Files.writeString(inbox.resolve("poem.txt"), "one\ntwo\n");
        run.line("folder-index-0", "indexed poem.txt: 8 bytes, 2 lines");
        Files.writeString(inbox.resolve("poem.txt"), "three\n", StandardOpenOption.APPEND);
        run.line("folder-index-0", "indexed poem.txt: 14 bytes, 3 lines");
        end(run);
        assertThat(tool(List.of("python3", "-c", """
                import sqlite3
                print(sqlite3.connect("folder-index/data/index.db").execute("select name, size, lines from files").fetchall())""")).out()).isEqualTo("[('poem.txt', 14, 3)]");
    }

    @Test
    void queueConsumersLoseNothingAndDoubleNothingUnderKills() {
        consumeUnderKills(90, "0.4");
    }

    @Test
    @Tag("slow")
    void queueConsumersLoseNothingAndDoubleNothingInAQuarterOfAMinute() {
        consumeUnderKills(700, "1");
    }

    private void consumeUnderKills(int items, String secondsBetweenKills) {
        Path manifest = sandbox.example("queue-consumer");
        Path folder = manifest.getParent();
        assertThat(tool(List.of(folder.resolve("fill").toString(), Integer.toString(items)))
                        .out())
                .startsWith("items 1 to " + items + " wait in ");
        TirelessProcess run = sandbox.run(manifest);
        for (String replica : List.of("0", "1", "2")) {
            run.line("queue-consumer-" + replica, "replica " + replica + " consumes data");
        }
        TirelessProcess torment =
                sandbox.startWords(List.of(folder.resolve("torment").toString(), secondsBetweenKills));
        torment.next("killed replica \\d, process \\d+");
        torment.next("killed replica \\d, process \\d+");
        run.event("queue-consumer-\\d exited 137");
        Waiting.forFiles(folder.resolve("data/done"), items);
        torment.interrupt();
        torment.awaitStatus();
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        Outcome proof = tool(List.of(folder.resolve("verify").toString()));
        assertThat(proof.out())
                .contains("%d items: %d done, 0 to do; %d effects in the ledgers".formatted(items, items, items))
                .contains("lost: 0", "done twice: 0", "done without an effect: 0", "wrong result: 0");
        assertThat(proof.status()).isZero();
    }

    @Test
    void webPollerLivesOnWithoutItsPage() throws IOException {
        Path manifest = sandbox.example("web-poller");
        int port = freePort();
        sandbox.edit(manifest, "8088", Integer.toString(port));
        sandbox.edit(manifest, "POLL_SECONDS: \"2\"", "POLL_SECONDS: \"0.2\"");
        TirelessProcess run = sandbox.run(manifest);
        run.line("web-poller-0", "polling http://127.0.0.1:" + port + "/; 0 changes are known");
        run.line("web-poller-0", "failure 1: .*Connection refused.*; next look in 1\\.\\d s");
        TirelessProcess page = page(manifest, port);
        run.line("web-poller-0", "changed: \\d+ bytes, 'edition \\d+");
        run.line("web-poller-0", "changed: \\d+ bytes, 'edition \\d+");
        page.signal("TERM");
        page.awaitStatus();
        run.line("web-poller-0", "failure 1: ");
        page = page(manifest, port);
        run.line("web-poller-0", "changed: ");
        page.signal("TERM");
        page.awaitStatus();
        end(run);
        assertThat(run.transcript()).doesNotContain("web-poller-0 restarted");
        assertThat(Files.readAllLines(manifest.resolveSibling("data/changes.jsonl")))
                .hasSizeGreaterThanOrEqualTo(3)
                .doesNotHaveDuplicates()
                .allMatch(line -> line.matches("\\{\"time\": .*\"sha256\": \"[0-9a-f]{64}\".*}"));
    }

    private TirelessProcess page(Path manifest, int port) {
        TirelessProcess page = sandbox.startWords(List.of(
                "python3",
                manifest.resolveSibling("server.py").toString(),
                "--port",
                Integer.toString(port),
                "--every",
                "1"));
        page.next("changes every 1 s");
        return page;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Outcome tool(List<String> words) {
        return sandbox.startWords(words).awaitOutcome();
    }

    private void end(TirelessProcess run) {
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }
}
