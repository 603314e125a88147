package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in a home is for its owner alone, also where the umask leaves everything to everybody. */
class OwnerAloneTest extends AcceptanceTest {
    /** Fills more than a segment; ends twice, which is noted once there is a pause, and then stays. */
    private static String flooding(Path ended) {
        return """
                yes "$(printf %%0200d 0)" | head -c 20000000
                echo ended >>%1$s
                [ $(wc -l <%1$s) -gt 2 ] && exec sleep 1000
                exit 1""".formatted(ended);
    }

    private Path home;
    private Path flood;

    @BeforeEach
    void homeThatIsNotThereYet() {
        home = sandbox.home().resolve("tireless");
        sandbox.with("TIRELESS_HOME", home.toString());
        flood = sandbox.worker("flood", flooding(sandbox.place().resolve("ended")));
    }

    @AfterEach
    void stopAll() {
        open("server", "stop", "--workers").awaitStatus();
    }

    /** Started where nothing is withheld from new files. */
    private TirelessProcess open(String... arguments) {
        List<String> words =
                new ArrayList<>(List.of("sh", "-c", "umask 0; exec \"$@\"", "sh", Checkout.LAUNCHER.toString()));
        words.addAll(List.of(arguments));
        return sandbox.startWords(words);
    }

    private void succeeds(String... arguments) {
        Outcome outcome = open(arguments).awaitOutcome();
        assertThat(outcome.status()).as(outcome.said()).isZero();
    }

    @Test
    void whatAServerLeaves() {
        succeeds("server", "start");
        succeeds("apply", "-f", flood.toString());
        Path slot = home.resolve("replicas/public/worker/flood/0");
        Waiting.forFile(slot.resolve("settled"));
        Waiting.forFile(slot.resolve("logs"));
        Waiting.forFiles(slot.resolve("logs"), 1);
        Path backup = sandbox.place().resolve("backup.db");
        succeeds("backup", backup.toString());
        succeeds("backup");
        assertForItsOwnerAlone(home);
        succeeds("server", "stop");
        succeeds("restore", backup.toString());
        succeeds("server", "start");

        assertForItsOwnerAlone(home);
        assertThat(modes(backup)).containsExactly("-rw------- " + backup);
    }

    @Test
    void whatARunLeaves() {
        TirelessProcess run = open("run", flood.toString());
        run.line("flood-0", "0{200}");
        Path slots = home.resolve("run");
        Waiting.forFile(home.resolve("lib"));
        run.interrupt();
        run.awaitOutcome();

        assertThat(slots).isNotEmptyDirectory();
        assertForItsOwnerAlone(home);
    }

    private void assertForItsOwnerAlone(Path folder) {
        assertThat(modes(folder))
                .hasSizeGreaterThan(5)
                .allMatch(file -> file.matches("drwx------ .*|[-sp]rw------- .*"));
    }

    /** Of a file, or of all that is in a folder; what comes and goes meanwhile counts or does not. */
    private List<String> modes(Path top) {
        return sandbox.startWords(List.of("find", top.toString(), "-printf", "%M %p\\n"))
                .awaitOutcome()
                .out()
                .lines()
                .toList();
    }
}
