package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.Confinement;
import tireless.model.Exit;
import tireless.model.FileContent;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.SecretProjection;
import tireless.model.SecretProjection.Kind;
import tireless.model.SecretValues;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.model.VolumeMount;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.SecretSource;
import tireless.runtime.StartResult;
import tireless.runtime.VolumeSource;
import tireless.runtime.process.log.LogLimits;
import tireless.runtime.process.provision.Supply;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** Files, secrets and volumes of what runs as another account than the driver. */
class OtherAccountProvisionsTest extends RuntimeFixture {
    private static final String DATA = "/var/dataos/persistent_data/v";
    private static final SecretProjection SECRET =
            new SecretProjection("s", "public", List.of(), Kind.FILE, Optional.empty());

    @Override
    protected RuntimeDriver open(Path home) {
        SecretSource secrets = _ -> new SecretSource.Answer.Opened(SecretValues.ofTexts(Map.of("k", "value")));
        VolumeSource volumes =
                volume -> new VolumeSource.Answer.Found(!volume.name().equals("t"), 1 << 20);
        return Drivers.open(
                home,
                BASE,
                Cgroups.NONE,
                LogLimits.DEFAULT,
                new Supply(secrets, volumes, Duration.ofMillis(50), List.of(ProvisionsTest.MEMORY)));
    }

    @BeforeEach
    void needRoot() throws IOException {
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can become another account");
    }

    private static VolumeMount mount(String volume, Optional<String> subPath) {
        return new VolumeMount(volume, DATA, false, subPath);
    }

    private static RunSpec given(String account, Network network, List<VolumeMount> mounts, String script) {
        Provisions provisions =
                new Provisions(new TreeMap<>(Map.of("a", FileContent.ofText("config\n"))), List.of(SECRET), mounts);
        return new RunSpec(
                List.of("/bin/sh", "-c", script),
                Path.of("/"),
                new TreeMap<>(),
                Limits.NONE,
                StopPolicy.DEFAULT,
                new Confinement(network, UnixAccount.parse(account)),
                provisions,
                Optional.empty());
    }

    private static RunSpec given(String account, List<VolumeMount> mounts, String script) {
        return given(account, Network.HOST, mounts, script);
    }

    private StartResult.Started started(int number, RunSpec run) {
        StartResult result = start(number, run);
        assertThat(result).isInstanceOf(StartResult.Started.class);
        return (StartResult.Started) result;
    }

    /** What it writes until it ends. */
    private List<String> said(int number, RunSpec run) {
        started(number, run);
        awaitEnd(number);
        List<String> lines = new ArrayList<>();
        driver.log(SLOT).tail(100).forEach(line -> lines.add(line.text()));
        return lines;
    }

    private Path volume() {
        return home().resolve("volumes/public/v");
    }

    @Test
    void itReadsItsFilesAndSecretsAndWritesItsTemporaryData() throws IOException {
        String script =
                "id -u; cat /etc/dataos/config/a $DATAOS_SECRET_DIR/k; echo; cd $DATAOS_TEMP_DIR && echo x >f && cat f;"
                        + " mkdir d && echo y >d/f && chmod 0 d; stat -c %u /etc/dataos/config/a /etc/dataos/secret/k;"
                        + " (echo no >/etc/dataos/config/b) 2>&1 | grep -o 'Read-only.*'";
        assertThat(said(1, given("nobody", List.of(), script)))
                .containsExactly("65534", "config", "value", "x", "65534", "65534", "Read-only file system");
        assertThat(home().resolve("provisions"))
                .isDirectoryNotContaining(file -> !file.getFileName().toString().equals(".stage"));
        assertThat(ProvisionsTest.inMemory(home())).isEmpty();
    }

    @Test
    void withANetworkOfItsOwnItHasAllOfIt() {
        String script =
                "id -u; cat /etc/dataos/config/a; wc -l </proc/net/dev; grep CapEff /proc/self/status | cut -f2";
        assertThat(said(1, given("nobody", Network.NONE, List.of(), script)))
                .containsExactly("65534", "config", "3", "0000000000000000");
    }

    @Test
    void itsProbesFindTheSame() {
        RunSpec run = given("nobody", List.of(mount("v", Optional.empty())), "exec sleep 1000");
        started(1, run);
        String script = "id -u; cat /etc/dataos/config/a /etc/dataos/secret/k; echo x >" + DATA + "/f; exit 3";
        assertThat(driver.probe(
                        new ProbeRequest(attempt(1), run, List.of("/bin/sh", "-c", script), Duration.ofSeconds(20))))
                .isEqualTo(new ProbeResult.Failed(3, "65534 config value"));
        assertThat(volume().resolve("f")).hasContent("x\n");
    }

    @Test
    void aVolumeIsThatOfTheFirstAccountThatHasItAndOfItsGroup() throws IOException {
        List<VolumeMount> all = List.of(mount("v", Optional.empty()));
        StartResult.Started first = started(1, given("nobody:adm", all, "umask 002; echo x >" + DATA + "/f"));
        assertThat(first.warnings()).isEmpty();
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
        assertThat(Files.getAttribute(volume().resolve("f"), "unix:gid")).isEqualTo(4);
        StartResult.Started second =
                started(2, given("daemon:adm", all, "echo y >>" + DATA + "/f && cat " + DATA + "/f"));
        assertThat(second.warnings()).singleElement().asString().contains("the volume `v` is that of another account");
        awaitEnd(2);
        assertThat(driver.log(SLOT).tail(2)).extracting(line -> line.text()).containsExactly("x", "y");
        started(3, given("4242", all, "echo z >" + DATA + "/f"));
        assertThat(awaitEnd(3).exit()).isNotEqualTo(new Exit.Status(0));
    }

    @Test
    void whatWasInAVolumeBeforeStaysWhoseItWasAndThatIsSaid() throws IOException {
        Files.createDirectories(volume());
        Files.writeString(volume().resolve("old"), "old\n");
        StartResult.Started started =
                started(1, given("nobody", List.of(mount("v", Optional.empty())), "echo x >" + DATA + "/f"));
        assertThat(started.warnings()).singleElement().asString().contains("belongs to account 65534 now", "chown -R");
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
        assertThat(Files.getAttribute(volume().resolve("old"), "unix:uid")).isEqualTo(0);
    }

    @Test
    void aFolderOfAVolumeIsMadeByTheAccountItself() throws IOException {
        List<VolumeMount> part = List.of(mount("v", Optional.of("a/b")));
        assertThat(said(1, given("nobody", part, "echo x >" + DATA + "/f && cat " + DATA + "/f")))
                .containsExactly("x");
        assertThat(volume().resolve("a/b/f")).hasContent("x\n");
        assertThat(Files.getAttribute(volume().resolve("a"), "unix:uid")).isEqualTo(65534);
    }

    @Test
    void aFolderOfAVolumeThatAnotherAccountHadIsGivenAllTheSameAndThatIsSaid() throws IOException {
        List<VolumeMount> part = List.of(mount("v", Optional.of("d")));
        assertThat(said(1, given("nobody", part, "echo x >" + DATA + "/f; echo made")))
                .containsExactly("made");
        StartResult.Started second = started(2, given("daemon", part, "cat " + DATA + "/f; echo y >" + DATA + "/g"));
        assertThat(second.warnings())
                .singleElement()
                .asString()
                .contains("the volume `v` is that of another account (65534)", "chown -R 1 " + volume());
        awaitEnd(2);
        assertThat(driver.log(SLOT).tail(2)).extracting(line -> line.text()).contains("x");
        assertThat(volume().resolve("d/g")).doesNotExist();
        assertThat(Files.getAttribute(volume().resolve("d"), "unix:uid")).isEqualTo(65534);
    }

    @Test
    void aFolderThatAnAccountMayNotMakeInAVolumeIsNamedWithWhatHelps() throws IOException {
        started(1, given("nobody", List.of(mount("v", Optional.empty())), "exit 0"));
        awaitEnd(1);
        RunSpec other = given("daemon", List.of(mount("v", Optional.of("d"))), "exit 0");
        assertThat(start(2, other))
                .isEqualTo(new StartResult.NotStarted(
                        "the folder `d` of the volume `v` can not be made: Permission denied; the volume `v` is that of another"
                                + " account (65534): this one may do there what that lets it; chown -R 1 " + volume()
                                + " changes that"));
        Files.setAttribute(volume(), "unix:uid", 1);
        started(3, other);
    }

    /** It would lead root out of the volume. */
    @Test
    void noLinkInAVolumeIsFollowed() throws IOException {
        Path elsewhere = Files.createTempDirectory(Path.of("/tmp"), "tireless");
        try {
            Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectories(volume());
            Files.createSymbolicLink(volume().resolve("a"), elsewhere);
            Files.createSymbolicLink(volume().resolve("nowhere"), Path.of("missing"));
            Files.setPosixFilePermissions(elsewhere, PosixFilePermissions.fromString("rwxrwxrwx"));
            for (String inside : List.of("a", "a/new/dir", "nowhere")) {
                assertThat(start(1, given("nobody", List.of(mount("v", Optional.of(inside))), "exit 0")))
                        .isInstanceOf(StartResult.NotStarted.class)
                        .asString()
                        .contains(
                                "the folder `%s` of the volume `v` can not be used: no link may lead to it, as `%s` does"
                                        .formatted(inside, inside.replaceFirst("/.*", "")));
            }
            assertThat(elsewhere).isEmptyDirectory();
            assertThat(Files.getAttribute(elsewhere, "unix:uid")).isEqualTo(0);
        } finally {
            Files.delete(elsewhere);
        }
    }

    @Test
    void aProgramInAVolumeIsLookedAtWhereItWillBe() throws IOException {
        Files.createDirectories(volume());
        Path program = Files.writeString(volume().resolve("own"), "#!/bin/sh\nexit 7\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        RunSpec run = given("nobody", List.of(mount("v", Optional.empty())), "").withCommand(List.of(DATA + "/own"));
        assertThat(start(1, run))
                .isInstanceOf(StartResult.NotStarted.class)
                .asString()
                .contains("the account `nobody` may not run the program " + DATA + "/own");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        started(1, run);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(7));
    }

    /** The real folders are in the home, which is closed to it. */
    @Test
    void withoutMountsItIsNotStarted() throws IOException {
        VolumeMount nowhere = new VolumeMount("t", "/tireless-has-no-such-folder", false, Optional.empty());
        assertThat(start(1, given("nobody", List.of(nowhere), "exit 0")))
                .isInstanceOf(StartResult.NotStarted.class)
                .asString()
                .contains(
                        "an account of its own can not be given files, secrets or volumes, because there is no folder");
        assertThat(ProvisionsTest.inMemory(home())).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home())))
                .isEqualTo("rwx------");
    }

    @Test
    void whatItMayOnlyReadItCanNotMakeWritable() throws IOException {
        VolumeMount readOnly = new VolumeMount("v", DATA, true, Optional.empty());
        String remount = "mount -o remount,bind,rw $D; echo x >$D/f";
        String script =
                "D=%s; export D; (%s) 2>/dev/null; unshare --user --map-root-user --mount sh -c '%s' 2>/dev/null; echo tried"
                        .formatted(DATA, remount, remount);
        assertThat(said(1, given("nobody", List.of(readOnly), script))).containsExactly("tried");
        assertThat(volume()).isEmptyDirectory();

        // The same is seen to work for root, or this would show nothing.
        started(2, given("root", List.of(readOnly), script));
        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Status(0));
        assertThat(volume().resolve("f")).exists();
    }

    @Test
    void aTemporaryVolumeIsItsOwn() {
        assertThat(said(
                        1,
                        given(
                                "nobody",
                                List.of(mount("t", Optional.of("a"))),
                                "echo x >" + DATA + "/f && cat " + DATA + "/f")))
                .containsExactly("x");
    }

    @Test
    void itIsHeardAndEndedAsEver() {
        started(1, given("nobody", List.of(), "setsid -f sh -c 'echo $$; exec sleep 1000'; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).matches("[0-9]+");
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).leftovers()).isEqualTo(1);
    }
}
