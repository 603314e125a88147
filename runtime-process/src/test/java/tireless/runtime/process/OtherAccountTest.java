package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.Confinement;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.Network;
import tireless.model.Provisions;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.model.StopPolicy;
import tireless.model.UnixAccount;
import tireless.runtime.ProbeRequest;
import tireless.runtime.ProbeResult;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;
import tireless.throughput.Notification;

/** What runs as another account than the driver. */
class OtherAccountTest extends RuntimeFixture {
    private static final String NOTIFY =
            "perl -e 'use Socket; socket(S, PF_UNIX, SOCK_DGRAM, 0); send(S, $ARGV[0], 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET})) or die $!' ";

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    @BeforeEach
    void needRoot() throws IOException {
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "only root can become another account");
    }

    private RunSpec as(String account, Map<String, String> environment, String script) {
        return new RunSpec(
                List.of("/bin/sh", "-c", script),
                Path.of("/"),
                new TreeMap<>(environment),
                Limits.NONE,
                StopPolicy.DEFAULT,
                new Confinement(Network.HOST, UnixAccount.parse(account)),
                Provisions.NONE,
                Optional.empty());
    }

    protected final RunSpec as(String account, String script) {
        return as(account, Map.of(), script);
    }

    private RunSpec in(Path directory, String... command) {
        return new RunSpec(
                List.of(command),
                directory,
                new TreeMap<>(),
                Limits.NONE,
                StopPolicy.DEFAULT,
                new Confinement(Network.HOST, UnixAccount.parse("nobody")),
                Provisions.NONE,
                Optional.empty());
    }

    protected final long started(int number, RunSpec run) {
        StartResult result = start(number, run);
        assertThat(result).isInstanceOf(StartResult.Started.class);
        return ((StartResult.Started) result).pid();
    }

    private String refused(RunSpec run) {
        return refused(1, run);
    }

    private String refused(int number, RunSpec run) {
        StartResult result = start(number, run);
        assertThat(result).isInstanceOf(StartResult.NotStarted.class);
        return ((StartResult.NotStarted) result).cause();
    }

    /** What it writes until it ends. */
    private List<String> said(int number, RunSpec run) {
        started(number, run);
        awaitEnd(number);
        List<String> lines = new ArrayList<>();
        driver.log(SLOT).tail(100).forEach(line -> lines.add(line.text()));
        return lines;
    }

    @Test
    void itHasThatAccountAndItsGroupAloneAndNoRightOfRoot() {
        List<String> said = said(
                1,
                as(
                        "nobody",
                        "id -u; id -g; id -G; umask; grep -hE '^(Cap|Uid|NoNewPrivs)' /proc/self/status | tr -s '\\t' ' '"));
        assertThat(said)
                .startsWith("65534", "65534", "65534", "0022")
                .contains(
                        "Uid: 65534 65534 65534 65534",
                        "CapInh: 0000000000000000",
                        "CapPrm: 0000000000000000",
                        "CapEff: 0000000000000000",
                        "CapAmb: 0000000000000000",
                        // Of use for sudo and its like.
                        "NoNewPrivs: 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody:adm", "nobody:4", "65534:4"})
    void aGroupThatIsNamedIsItsGroup(String account) {
        assertThat(said(1, as(account, "id -u; id -g; id -G"))).containsExactly("65534", "4", "4 65534");
    }

    @Test
    void aNumberThatNobodyHasIsAnAccountToo() {
        String script = "id -u; id -g; id -G; echo $HOME $USER $LOGNAME";
        assertThat(said(1, as("4242", script))).containsExactly("4242", "4242", "4242", "/ 4242 4242");
        assertThat(said(2, as("4242:4243", script))).endsWith("4242", "4243", "4243", "/ 4242 4242");
    }

    @Test
    void itsEnvironmentIsThatOfTheAccountAndOfTheManifest() {
        Map<String, String> given = Map.of("A", "it's\n \"$x\"\n", "LOGNAME", "mine", "EMPTY", "");
        List<String> said = said(
                1,
                as("nobody", given, "echo $HOME $USER $LOGNAME $SHELL $TMPDIR $PATH; printf '[%s]' \"$A\"; echo; env"));
        assertThat(said)
                .contains("/nonexistent nobody mine /usr/sbin/nologin /tmp " + BASE.get("PATH"))
                .containsSubsequence("[it's", " \"$x\"", "]")
                .contains("EMPTY=", "PWD=/")
                .noneMatch(line -> line.startsWith("TIRELESS_THEN") || line.startsWith("OLDPWD"));
    }

    /** A library that the account can write would run as root. */
    @Test
    void nothingThatRunsAsRootSeesAVariableOfTheCommand() {
        List<String> said = said(1, as("nobody", Map.of("LD_PRELOAD", "/nonexistent/lib.so"), "id -u; exit 0"));
        // The shell and id: two programs, and both are the account's.
        assertThat(said).hasSize(3).contains("65534");
        assertThat(said.stream().filter(line -> line.contains("/nonexistent/lib.so")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "0", "0:0", "root:root"})
    void theDriversOwnAccountIsNoOther(String account) {
        assertThat(said(1, as(account, "id -u; echo $HOME $LOGNAME"))).containsExactly("0", BASE.get("HOME"));
    }

    @Test
    void whatThisMachineDoesNotKnowIsNotStartedAndSaidWithWhatToDo() {
        assertThat(refused(as("no-such-account", "exit 0")))
                .isEqualTo("it can not run as `no-such-account`: this machine has no account of that name:"
                        + " add it (useradd), or correct the name");
        assertThat(refused(as("nobody:no-such-group", "exit 0")))
                .contains("it can not run as `nobody:no-such-group`: this machine has no group of that name");
        assertThat(Files.exists(home().resolve("replicas/public/worker/pulse/0/1")))
                .isFalse();
        started(1, as("nobody", "exec sleep 1000"));
    }

    @Test
    void itIsTheProcessThatIsWatchedWhichEndsBySignalsAsAnyOther() {
        long pid = started(1, as("nobody", "echo $$; exec sleep 1000"));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo(Long.toString(pid));
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
    }

    @Test
    void itsExitStatusIsItsOwn() {
        started(1, as("nobody", "exit 7"));
        assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(7), 0));
    }

    @Test
    void itIsAdoptedAndSettledWithAllThatItLeftAlsoByTheNextDriver() throws IOException {
        long pid = started(1, as("nobody", "setsid -f sh -c 'echo $$; exec sleep 1000'; exec sleep 1000"));
        long left;
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            left = Long.parseLong(log.next());
        }
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.verdict()).isEqualTo(new Verdict.Alive(pid)));
        kill(pid);
        assertThat(awaitEnd(1).leftovers()).isEqualTo(1);
        assertThat(isRunning(left)).isFalse();
    }

    @Test
    void itsOutputCanBeOpenedOnceMoreByItself() {
        assertThat(said(1, as("nobody", "echo one; echo two >>/dev/stderr; echo three >>/proc/self/fd/1")))
                .containsExactly("one", "two", "three");
    }

    @Test
    void itIsHeardAlsoByTheNextDriver() throws IOException {
        Path go = Files.createTempFile("tireless", "go");
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            String script = NOTIFY + "READY=1; while [ ! -s " + go + " ]; do sleep 0.05; done; " + NOTIFY
                    + "STATUS=again; exec sleep 1000";
            started(1, as("nobody", script));
            assertThat(news.nextNotification()).isEqualTo(notification("READY=1"));
            reopen();
            driver.recover();
            Files.writeString(go, "go\n");
            assertThat(news.nextNotification()).isEqualTo(notification("STATUS=again"));
        } finally {
            Files.delete(go);
        }
    }

    private static Notification notification(String text) {
        return Notification.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyElseCanSendInItsName() throws IOException {
        started(1, as("nobody", "echo $NOTIFY_SOCKET; exec sleep 1000"));
        Path socket;
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            socket = Path.of(log.next());
        }
        assertThat(Files.getAttribute(socket, "unix:uid")).isEqualTo(65534);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
                .isEqualTo("rwx--x--x");
        driver.kill(attempt(1));
        awaitEnd(1);
        assertThat(socket).doesNotExist();
        refused(2, in(folder, "/bin/true"));
        driver.close();
        assertThat(socket.getParent()).doesNotExist();
    }

    @Test
    void itsProbesRunAsItDoes() throws IOException {
        RunSpec run = as("nobody", Map.of("GREETING", "hello"), "exec sleep 1000");
        started(1, run);
        assertThat(probe(run, "id -u; id -G; echo $HOME $GREETING; env | grep -c THEN; exit 3"))
                .isEqualTo(new ProbeResult.Failed(3, "65534 65534 /nonexistent hello 0"));
        reopen();
        driver.recover();
        assertThat(probe(run, "id -u; exit 3")).isEqualTo(new ProbeResult.Failed(3, "65534"));
    }

    /** As where the name service of the machine is away: that says nothing of the worker. */
    @Test
    void whereItsAccountIsNotFoundAProbeLearnsNothing() {
        started(1, as("nobody", "exec sleep 1000"));
        assertThat(probe(as("no-such-account", "exec sleep 1000"), "exit 3"))
                .isInstanceOf(ProbeResult.Unclear.class)
                .asString()
                .contains("no account of that name");
    }

    private ProbeResult probe(RunSpec run, String script) {
        return driver.probe(
                new ProbeRequest(attempt(1), run, List.of("/bin/sh", "-c", script), Duration.ofSeconds(20)));
    }

    @Test
    void aFolderOrAProgramThatItMayNotUseIsSaid() throws IOException {
        assertThat(refused(in(folder, "/bin/true")))
                .contains("the account `nobody` may not enter the working directory " + folder);
        Path place = Files.createTempDirectory(Path.of("/tmp"), "tireless");
        try {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path program = Files.writeString(place.resolve("own"), "#!/bin/sh\nexit 0\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            assertThat(refused(in(place, "./own"))).contains("the account `nobody` may not run the program ./own");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            started(1, in(place, "./own"));
            assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(0));
        } finally {
            Home.removeTree(place);
        }
    }
}
