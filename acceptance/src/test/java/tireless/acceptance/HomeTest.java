package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    @Test
    void aFullHome() {
        assertFailsAndNames(onMount("-o size=16k"), "No space left on device");
    }

    private static void assertFailsAndNames(TirelessProcess run, String word) {
        Outcome outcome = run.awaitOutcome();
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("tireless: ").contains(word).doesNotContain("\tat ");
        assertThat(outcome.out()).doesNotContain("started");
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
