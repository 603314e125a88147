package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The launcher finds its JDK on machines as they are. */
class LauncherTest extends AcceptanceTest {
    @Test
    void anOldJavaFirstOnThePathIsPassedOver() {
        Path old = oldJdk();
        sandbox.without("TIRELESS_JAVA_HOME")
                .with("PATH", old.resolve("bin") + ":" + Checkout.JDK.resolve("bin") + ":" + System.getenv("PATH"))
                .with("JAVA_HOME", Checkout.JDK.toString());
        assertStarts("--version");
    }

    @Test
    void aJavaHomeThatIsOldOrNowhereIsPassedOver() {
        sandbox.without("TIRELESS_JAVA_HOME").with("PATH", Checkout.JDK.resolve("bin") + ":" + System.getenv("PATH"));
        sandbox.with("JAVA_HOME", oldJdk().toString());
        assertStarts("--version");
        sandbox.with("JAVA_HOME", "/nowhere");
        assertStarts("--version");
    }

    @Test
    void aNamedJdkThatIsTooOldIsRefusedByName() {
        Path old = oldJdk();
        Outcome version = sandbox.with("TIRELESS_JAVA_HOME", old.toString()).call("--version");
        assertThat(version.status()).isEqualTo(1);
        assertThat(version.err())
                .isEqualTo("tireless: TIRELESS_JAVA_HOME=" + old + " is no JDK of version 25 or newer");
    }

    @Test
    void aLinkOfAnotherNameBehavesTheSame() {
        Path link = sandbox.link("dataos-ctl", Checkout.LAUNCHER);
        assertThat(sandbox.start(link, "--help").awaitOutcome().out()).contains("  run ", "  lint ");
        sandbox.with("PATH", sandbox.place() + ":" + System.getenv("PATH"));
        TirelessProcess run = sandbox.start(
                Path.of("sh"),
                "-c",
                "exec dataos-ctl run \"$0\"",
                sandbox.worker("w", Manifests.STEADY).toString());
        run.line("w-0", "at work");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
    }

    @Test
    void aNameBeyondAsciiWhereTheLocaleIsC() {
        sandbox.without("LANG").without("LC_CTYPE").with("LC_ALL", "C");
        Outcome run = runIn("Ämter", "größe.yaml");
        assertThat(run.out()).doesNotContain("LC_ALL");
    }

    @Test
    void aFolderWithBlanksInItsName() {
        runIn("a place", "it's mine.yaml");
    }

    /** Runs a worker that shows where it is, and with what environment, until it has done so once. */
    private Outcome runIn(String folder, String manifest) {
        sandbox.folder(folder);
        Path file = sandbox.file(
                folder + "/" + manifest, Manifests.worker("blank", "while :; do env; pwd; sleep 0.5; done"));
        TirelessProcess run = sandbox.run(file);
        run.line("blank-0", ".*/" + folder + "$");
        run.interrupt();
        Outcome outcome = run.awaitOutcome();
        assertThat(outcome.status()).isZero();
        return outcome;
    }

    private void assertStarts(String argument) {
        Outcome outcome = sandbox.call(argument);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).startsWith("tireless ");
        assertThat(outcome.status()).isZero();
    }

    /** A folder that looks like a JDK 17, whose java only complains. */
    private Path oldJdk() {
        Path jdk = sandbox.folder("jdk-17");
        sandbox.folder("jdk-17/bin");
        sandbox.file("jdk-17/release", "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"17.0.15\"\n");
        sandbox.script("jdk-17/bin/java", "echo 'this is Java 17' >&2; exit 1\n");
        sandbox.script("jdk-17/bin/javac", "exit 1\n");
        return jdk;
    }
}
