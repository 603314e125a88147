package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tireless.model.TirelessException;

/** The examples of the built-in stacks do what their READMEs say, on the input that they bring. */
class StackExamplesTest extends AcceptanceTest {
    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
        // The links of an environment lead out of the sandbox.
        sandbox.startWords(
                        List.of("rm", "-rf", sandbox.place().resolve("h/.cache").toString()))
                .awaitStatus();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException notYet) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(TirelessProcess run) {
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    @Tag("slow")
    void theConcordanceHasEveryWordOfTheFolderAndThenOfTheRepository() {
        sandbox.needs(
                "python3 with its module venv, and git",
                "sh",
                "-c",
                "python3 -c 'import ensurepip, venv' && git --version");
        Path manifest = sandbox.example("concordance");
        Path folder = manifest.getParent();
        TirelessProcess run = sandbox.run(manifest);
        run.line("concordance-0", "python3: installing requirements.txt");
        run.line("concordance-0", "0 texts are known");
        run.line("concordance-0", "sonnet-116.txt: 14 lines, \\d+ words");
        run.line("concordance-0", "5 texts, 70 lines, 581 words, 308 different; most often ");
        run.event("concordance-0 is ready");
        sandbox.file("concordance/texts/aside.txt", "So long lives this\n");
        run.line("concordance-0", "aside.txt: 1 lines, 4 words");
        run.line("concordance-0", "6 texts, 71 lines, ");
        end(run);

        // The words of the README, in a shell.
        Outcome made = sandbox.startWords(List.of("sh", "-ec", """
                cd concordance
                git init -q
                git add .
                git -c user.name=me -c user.email=me@localhost commit -qm 'A concordance'
                sed -i "s|url: \\..*|url: file://$PWD|" worker.yaml""")).awaitOutcome();
        assertThat(made.status()).as(made.said()).isZero();
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "-f", manifest.toString());
        Path kept = sandbox.home().resolve("volumes/public/concordance/concordance/concordance.json");
        Waiting.until(sandbox.home(), () -> text(kept).contains("aside.txt"));
        assertThat(sandbox.call("logs", "concordance").out())
                .contains("6 texts, 71 lines, ")
                .doesNotContain("installing");
        assertThat(text(kept)).contains("\"summer's\": 2").contains("\"counts\": {");
        assertThat(folder.resolve("app/__pycache__")).exists();
    }

    @ParameterizedTest
    @MethodSource("tireless.acceptance.Bento#engines")
    void theEarthquakesAreAllThereAndNoneTwice(String engine) {
        Bento.install(engine, sandbox);
        Path folder = sandbox.example("earthquakes").getParent();
        Path lines = folder.resolve("data/earthquakes.jsonl");
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "-f", folder.toString());
        Waiting.until(sandbox.home(), () -> text(lines).lines().count() == 20);
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replica("earthquakes").throughput().processed().orElse(0) == 20);
        Waiting.until(
                sandbox.home(), () -> sandbox.replica("earthquakes").state().ready());
        Signals.send("KILL", sandbox.replica("earthquakes").pid().orElseThrow());
        Waiting.until(sandbox.home(), () -> sandbox.replica("earthquakes").attempt() == 2);
        append(folder.resolve("earthquakes.csv"), "2025-07-29,8.8,\"Kamchatka, Russia\",52.53,160.16\n");
        Waiting.until(sandbox.home(), () -> text(lines).contains("2025-07-29"));
        assertThat(text(lines).lines()).hasSize(21).doesNotHaveDuplicates();
        Path summary = folder.resolve("data/summary.json");
        if (!Bento.isStandIn(engine)) {
            assertThat(text(lines)).contains("\"magnitude\":9.5").contains("\"place\":\"Bio-Bio, Chile\"");
            Waiting.until(sandbox.home(), () -> text(summary).contains("\"earthquakes\":21"));
        } else {
            Waiting.until(sandbox.home(), () -> !text(summary).isEmpty());
        }
        Waiting.until(
                sandbox.home(),
                () -> sandbox.replica("earthquakes-summary").state().ready());
    }

    private static void append(Path file, String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatTheKeeperKeepsIsBackWhenItWasDeleted() {
        Path manifest = sandbox.example("keep-applied");
        sandbox.edit(manifest, "{initial: 30s, max: 30s}", "{initial: 500ms, max: 500ms}");
        sandbox.succeeds("server", "start");
        sandbox.succeeds("apply", "-f", manifest.toString());
        Waiting.until(sandbox.home(), this::keptRuns);
        sandbox.succeeds("delete", "kept");
        Waiting.until(sandbox.home(), this::keptRuns);
        assertThat(sandbox.call("logs", "keeper", "-l", "100").out())
                .contains("+ worker public/kept: 1 replica", "applied: 1 created");
        assertThat(sandbox.call("events", "keeper").out()).contains("exited 0").doesNotContain("left ");
        assertThat(sandbox.call("history", "kept").out()).contains("deleted");
        sandbox.succeeds("delete", "keeper");
    }

    private boolean keptRuns() {
        try {
            return sandbox.replicas("kept").stream()
                    .anyMatch(replica -> replica.state().phase().equals("running"));
        } catch (TirelessException gone) {
            return false;
        }
    }
}
