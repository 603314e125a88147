package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes that cannot be written, or are full. */
class HomeTest extends AcceptanceTest {
    private Path manifest;

    @BeforeEach
    void writeManifest() {
        manifest = sandbox.worker("steady", Manifests.STEADY);
    }

    @Test
    void aHomeThatCannotBeMadeIsNamed() {
        sandbox.file("occupied", "a file");
        sandbox.with("TIRELESS_HOME", sandbox.place().resolve("occupied/home").toString());
        assertFailsAndNames(sandbox.run(manifest), "occupied");
    }

    @Test
    void aReadOnlyHome() {
        assertFailsAndNames(onMount("-o ro,size=1m"), "state");
    }

    /** From the first file on, each time a little later. */
    @ParameterizedTest
    @ValueSource(strings = {"4k", "16k", "64k"})
    void aFullHome(String size) {
        Outcome outcome = assertFailsAndNames(onMount("-o size=" + size), "No space left on device");
        assertThat(outcome.err())
                .contains(sandbox.home().toString())
                .contains("make room")
                .doesNotContain("Exception");
    }

    @Test
    void aHomeThatFillsUpWhileItRunsCostsEventsAlone() {
        manifest = sandbox.worker("filler", """
                echo at work
                yes "$(printf %%0200d 0)" | head -c 20000000
                : >%s/full
                exec sleep 1000""".formatted(sandbox.place()));
        TirelessProcess run = onMount("-o size=8m");
        run.line("filler-0", "at work");
        Waiting.forFile(sandbox.place().resolve("full"));
        run.interrupt();
        Outcome outcome = run.awaitOutcome();
        assertThat(outcome.out())
                .contains("filler-0 stopped")
                .containsOnlyOnce("warning: the last events of this run are not recorded")
                .contains("the disk of " + sandbox.home());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void withoutAnyOtherNameItIsBelowTheHomeOfTheEnvironment() {
        sandbox.without("TIRELESS_HOME");
        TirelessProcess run = sandbox.run(sandbox.worker("homely", "echo \"home is $$HOME\"; exec sleep 1000"));
        Path home = sandbox.place().resolve("h");
        run.line("homely-0", "home is " + home + "$");
        assertThat(home.resolve(".local/state/tireless/run")).isNotEmptyDirectory();
    }

    private static Outcome assertFailsAndNames(TirelessProcess run, String word) {
        Outcome outcome = run.awaitOutcome();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("tireless: ").contains(word).doesNotContain("\tat ");
        assertThat(outcome.out()).doesNotContain("started");
        return outcome;
    }

    /** The run on a file system of its own, which nobody else sees, and which goes with it. */
    private TirelessProcess onMount(String options) {
        List<String> unshare = new ArrayList<>(List.of("unshare", "-m"));
        if (!"root".equals(System.getProperty("user.name"))) {
            unshare.add("-r");
        }
        List<String> probe = new ArrayList<>(unshare);
        String mount = "mount -t tmpfs " + options + " none '" + sandbox.home() + "'";
        probe.addAll(List.of("sh", "-c", mount));
        assumeTrue(sandbox.startWords(probe).awaitStatus() == 0, "may not mount a file system: unshare -m, mount");
        unshare.addAll(List.of(
                "sh", "-c", mount + " && exec \"$@\"", "sh", Checkout.LAUNCHER.toString(), "run", manifest.toString()));
        return sandbox.startWords(unshare);
    }
}
