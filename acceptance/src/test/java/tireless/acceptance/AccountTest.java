package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers with an account of their own. */
class AccountTest extends AcceptanceTest {
    private static final int NOBODY = 65534;

    @BeforeEach
    void needRoot() throws IOException {
        assumeTrue(Files.getAttribute(sandbox.place(), "unix:uid").equals(0), "only root can become another account");
    }

    private static String worker(String name, String account, String shell) {
        return Manifests.worker(name, shell, "unixUser: " + account);
    }

    private static void open(Path folder, String permissions) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whereTheAccountCanNotBeTakenNothingRunsUntilThatIsMended() {
        open(sandbox.place(), "rwx------");
        TirelessProcess run =
                sandbox.run(sandbox.file("other.yaml", worker("other", "nobody", "id -un; id -G; exec sleep 1000")));
        run.event("other-0 not started: the account `nobody` may not enter the working directory " + sandbox.place()
                + ": let it into that");
        open(sandbox.place(), "rwx--x--x");
        run.line("other-0", "nobody");
        run.line("other-0", "65534");
        assertThat(run.transcript()).doesNotContain("| root", "| 0\n");
        run.interrupt();
        assertThat(run.awaitStatus()).isZero();
    }

    @Test
    void withoutRootNothingRunsAsAnotherAccount() {
        Path manifests = sandbox.file(
                "two.yaml",
                worker("other", "daemon", "echo never; exec sleep 1000") + "---\n"
                        + worker("same", "nobody", "id -un; exec sleep 1000"));
        giveToNobody();
        TirelessProcess run = sandbox.startWords(List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--",
                Checkout.LAUNCHER.toString(),
                "run",
                manifests.toString()));
        run.event("other-0 not started: it can not run as `daemon`: the server is not root");
        run.line("same-0", "nobody");
        run.signal("TERM");
        assertThat(run.awaitStatus()).isZero();
        assertThat(run.transcript()).doesNotContain("never");
    }

    /** As in a container of docker. */
    @Test
    void rootThatLacksARightOfRootSaysWhichOne() {
        open(sandbox.place(), "rwx--x--x");
        Path manifest = sandbox.file("other.yaml", worker("other", "nobody", "echo never; exec sleep 1000"));
        TirelessProcess run = sandbox.startWords(List.of(
                "setpriv",
                "--bounding-set=-sys_ptrace",
                "--",
                Checkout.LAUNCHER.toString(),
                "run",
                manifest.toString()));
        run.event("other-0 not started: it can not run as `nobody`: the server lacks a part of root's rights here:"
                + " give its container CAP_SYS_PTRACE");
        run.signal("TERM");
        assertThat(run.awaitStatus()).isZero();
        assertThat(run.transcript()).doesNotContain("never");
    }

    private void giveToNobody() {
        try (Stream<Path> files = Files.walk(sandbox.place())) {
            for (Path file : files.toList()) {
                Files.setAttribute(file, "unix:uid", NOBODY);
                Files.setAttribute(file, "unix:gid", NOBODY);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAccountIsPlannedShownAndRolled() {
        open(sandbox.place(), "rwx--x--x");
        Path manifest = sandbox.file("other.yaml", worker("other", "nobody", "id -un; exec sleep 1000"));
        try {
            assertThat(sandbox.call("server", "start").status()).isZero();
            assertThat(sandbox.call("apply", "-f", manifest.toString(), "--wait")
                            .status())
                    .isZero();
            assertThat(sandbox.call("describe", "other").out()).containsPattern("run.unixUser +nobody\n");
            sandbox.edit(manifest, "unixUser: nobody", "unixUser: 4242:daemon");
            assertThat(sandbox.call("plan", "-f", manifest.toString()).out())
                    .contains("run.unixUser: nobody → 4242:daemon");
            sandbox.edit(manifest, "id -un", "id -u; id -g");
            assertThat(sandbox.call("apply", "-f", manifest.toString(), "--wait")
                            .status())
                    .isZero();
            assertThat(sandbox.call("logs", "other").out()).containsPattern("nobody\n(.*\n)*.*4242\n.*1");
        } finally {
            sandbox.call("server", "stop", "--workers");
        }
    }
}
