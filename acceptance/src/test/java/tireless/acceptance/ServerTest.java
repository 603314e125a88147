package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tireless.api.ResourceRef;
import tireless.api.ServerView;
import tireless.client.ApiClient;
import tireless.model.TirelessException;

/** The server as a process: it comes, it goes, it is killed, and its workers stay. */
class ServerTest extends AcceptanceTest {
    private static final ResourceRef STEADY = new ResourceRef("worker", "public", "steady");

    private ApiClient api() {
        return ApiClient.of(sandbox.home());
    }

    @AfterEach
    void stopAll() {
        sandbox.call("server", "stop", "--workers");
    }

    private ServerView start() {
        Outcome outcome = sandbox.call("server", "start");
        assertThat(outcome.status()).as(outcome.said()).isZero();
        return api().server();
    }

    /** Applies a worker, and waits until it is ready: it says so at once. */
    private long applySteady() {
        Path manifest = sandbox.file(
                "steady.yaml",
                Manifests.worker(
                        "steady",
                        "systemd-notify --ready 2>/dev/null || true; " + Manifests.STEADY,
                        "terminationGracePeriodSeconds: 2"));
        Outcome outcome = sandbox.call("apply", "-f", manifest.toString(), "--wait");
        assertThat(outcome.status()).as(outcome.said()).isZero();
        return pid();
    }

    private long pid() {
        return api().resource(STEADY).observed().getFirst().pid().orElseThrow();
    }

    @Test
    void itAnswersWhenStartReturnsAndNobodyElseCanConnect() throws IOException {
        ServerView server = start();
        assertThat(server.home()).isEqualTo(sandbox.home().toString());
        assertThat(server.keptBy()).startsWith("guard, pid ");
        assertThat(Files.getPosixFilePermissions(sandbox.home().resolve("server.sock")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(sandbox.home().resolve("server.pid")).strip())
                .isEqualTo(Long.toString(server.pid()));
        assertThat(sandbox.call("server", "status").out()).contains("process " + server.pid(), "guard, pid");
    }

    @Test
    void aSecondServerIsRefusedByTheNumberOfTheFirst() {
        ServerView server = start();
        Outcome second = sandbox.call("server", "start");
        assertThat(second.status()).isEqualTo(1);
        assertThat(second.err()).contains("runs on " + sandbox.home() + " already, process " + server.pid());
        assertThat(api().server().pid()).isEqualTo(server.pid());
    }

    @Test
    void ofSeveralStartsAtOnceOneServesAndTheOthersNameItInOneLine() {
        List<TirelessProcess> starts =
                Stream.generate(() -> sandbox.start("server", "start")).limit(4).toList();
        List<Outcome> outcomes =
                starts.stream().map(TirelessProcess::awaitOutcome).toList();
        String refusal = "tireless: a server runs on %s already, process %d; stop it with `tireless server stop`"
                .formatted(sandbox.home(), api().server().pid());
        assertThat(outcomes).filteredOn(outcome -> outcome.status() == 0).hasSize(1);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.status() != 0)
                .hasSize(3)
                .allSatisfy(outcome -> {
                    assertThat(outcome.status()).isEqualTo(1);
                    assertThat(outcome.err().strip()).isEqualTo(refusal);
                });
    }

    @Test
    void stopKeepsTheWorkersAndTheNextServerTakesThemOver() {
        start();
        long worker = applySteady();
        assertThat(sandbox.call("server", "stop").out()).contains("1 replica goes on");
        assertThat(ProcessHandle.of(worker)).isPresent();
        Outcome status = sandbox.call("server", "status");
        assertThat(status.status()).isEqualTo(5);
        assertThat(status.err()).contains("tireless server start");
        start();
        assertThat(pid()).isEqualTo(worker);
        assertThat(api().resource(STEADY).restarts()).isZero();
    }

    @Test
    void stopWithWorkersEndsThemAndTheNextServerStartsThemAgain() {
        start();
        long worker = applySteady();
        assertThat(sandbox.call("server", "stop", "--workers").status()).isZero();
        sandbox.assertNothingRuns();
        start();
        Outcome waited = sandbox.call("apply", "-f", "steady.yaml", "--wait");
        assertThat(waited.status()).as(waited.said()).isZero();
        assertThat(pid()).isNotEqualTo(worker);
    }

    /** Its worker lasts longer than the server that stops it. */
    @Test
    void stopWithWorkersFailsWhereTheServerIsKilledMeanwhileAndIsAskedAgain() {
        ServerView first = start();
        Path manifest = sandbox.file(
                "steady.yaml",
                Manifests.worker("steady", "trap '' TERM; " + Manifests.STEADY, "terminationGracePeriodSeconds: 8"));
        Outcome applied = sandbox.call("apply", "-f", manifest.toString(), "--wait");
        assertThat(applied.status()).as(applied.said()).isZero();
        TirelessProcess stop = sandbox.start("server", "stop", "--workers");
        awaitInLog("stops its workers");
        Signals.send("KILL", first.pid());
        Outcome killed = stop.awaitOutcome();
        assertThat(killed.status()).as(killed.said()).isEqualTo(1);
        assertThat(killed.err())
                .contains("1 of its replicas still run", "steady-0", "`tireless server stop --workers` again");
        Waiting.until(sandbox.home(), () -> server() != first.pid() && server() != 0);
        Outcome stopped = sandbox.call("server", "stop", "--workers");
        assertThat(stopped.status()).as(stopped.said()).isZero();
        sandbox.assertNothingRuns();
    }

    @Test
    void stopWithWorkersWaitsForAServerThatItsGuardBringsBack() {
        ServerView first = start();
        applySteady();
        // So that the command comes before the next server, however slowly it starts.
        Signals.send("STOP", guard(first));
        Signals.send("KILL", first.pid());
        TirelessProcess stop = sandbox.start("server", "stop", "--workers");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        assertThat(stop.isAlive()).isTrue();
        Signals.send("CONT", guard(first));
        Outcome stopped = stop.awaitOutcome();
        assertThat(stopped.status()).as(stopped.said()).isZero();
        assertThat(stopped.out()).contains("and every worker");
        sandbox.assertNothingRuns();
    }

    @Test
    void stopWithWorkersLeavesAGuardAloneWhoseServerDoesNotCome() throws IOException {
        long guard = guardThatWaits();
        Outcome refused = sandbox.call("server", "stop", "--workers");
        assertThat(refused.status()).as(refused.said()).isEqualTo(5);
        assertThat(refused.err()).contains("no worker was stopped", "its guard, process " + guard);
        assertThat(ProcessHandle.of(guard)).isPresent();
        assertThat(sandbox.call("server", "stop").status()).isZero();
    }

    @Test
    void aKilledServerComesBackAndDoublesNothing() {
        ServerView first = start();
        long worker = applySteady();
        Signals.send("KILL", first.pid());
        Waiting.until(sandbox.home(), () -> server() != first.pid() && server() != 0);
        assertThat(pid()).isEqualTo(worker);
        assertThat(sandbox.traces().with("echo at work")).hasSize(1);
        assertThat(api().server().keptBy()).as("the same guard keeps it").isEqualTo(first.keptBy());
    }

    @Test
    void aCommandWaitsForAServerThatItsGuardBringsBack() {
        ServerView first = start();
        // So that the command comes before the next server, however slowly it starts.
        Signals.send("STOP", guard(first));
        Signals.send("KILL", first.pid());
        TirelessProcess status = sandbox.start("server", "status");
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        assertThat(status.isAlive()).isTrue();
        Signals.send("CONT", guard(first));
        Outcome outcome = status.awaitOutcome();
        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(outcome.out()).contains("process " + api().server().pid());
    }

    /** Each time a little later, from its first instructions on. */
    @RepeatedTest(4)
    void aServerThatIsKilledAgainWhileItStartsComesBack(RepetitionInfo repetition) {
        ServerView first = start();
        long worker = applySteady();
        Signals.send("KILL", first.pid());
        long second = awaitAnotherServer(first.pid());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(60L * (repetition.getCurrentRepetition() - 1)));
        Signals.send("KILL", second);
        Waiting.until(sandbox.home(), () -> server() != second && server() != 0);
        assertThat(pid()).isEqualTo(worker);
        assertThat(sandbox.traces().with("echo at work")).hasSize(1);
        Outcome stopped = sandbox.call("server", "stop", "--workers");
        assertThat(stopped.status()).as(stopped.said()).isZero();
        sandbox.assertNothingRuns();
    }

    /** The process that is to serve next, as soon as there is one. */
    private long awaitAnotherServer(long first) {
        long end = System.nanoTime() + TirelessProcess.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (ProcessHandle process : sandbox.traces().with(" tireless.cli.Main __serve")) {
                if (process.pid() != first
                        && !Traces.commandLine(process).contains("tireless-guard")
                        && !Traces.commandLine(process).isEmpty()) {
                    return process.pid();
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no other server is started");
    }

    @Test
    void aKilledGuardIsReplacedAndTheNewOneGuards() {
        ServerView first = start();
        Signals.send("KILL", guard(first));
        Waiting.until(sandbox.home(), () -> {
            ServerView now = api().server();
            return guard(now) != guard(first);
        });
        Signals.send("KILL", first.pid());
        Waiting.until(sandbox.home(), () -> server() != first.pid() && server() != 0);
    }

    /** Its guard is its parent then, and might stay a zombie for ever. */
    @Test
    void aServerThatCameBackReplacesItsGuardAtOnce() {
        ServerView first = start();
        Signals.send("KILL", first.pid());
        Waiting.until(sandbox.home(), () -> server() != first.pid() && server() != 0);
        long second = server();
        // A wait that looks from time to time looks ever less often.
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
        long begun = System.nanoTime();
        Signals.send("KILL", guard(first));
        Waiting.until(sandbox.home(), () -> guard(api().server()) != guard(first));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        Signals.send("KILL", second);
        Waiting.until(sandbox.home(), () -> server() != second && server() != 0);
    }

    /** A guard whose server is killed and can not come back, as its Java is gone; it waits ever longer between two tries. */
    private long guardThatWaits() throws IOException {
        Path jdk = sandbox.link("jdk", Checkout.JDK);
        sandbox.with("TIRELESS_JAVA_HOME", jdk.toString());
        ServerView server = start();
        sandbox.with("TIRELESS_JAVA_HOME", Checkout.JDK.toString());
        Files.delete(jdk);
        Signals.send("KILL", server.pid());
        awaitInLog("not found[\\s\\S]*not found[\\s\\S]*not found");
        return guard(server);
    }

    @Test
    void aServerThatItsGuardIsAboutToStartCanBeStopped() throws IOException {
        guardThatWaits();
        Outcome stopped = sandbox.call("server", "stop");
        assertThat(stopped.status()).as(stopped.said()).isZero();
        // Killed with its guard, what that waits by ends a moment later; by itself it would not for seconds.
        sandbox.traces().awaitNone(Duration.ofSeconds(2));
        assertThat(sandbox.call("server", "stop").err()).contains("no server runs");
    }

    @Test
    void aServerThatIsStartedWhileAGuardWaitsTakesItsPlace() throws IOException {
        long waiting = guardThatWaits();
        ServerView server = start();
        assertThat(sandbox.traces().with("tireless-guard"))
                .extracting(ProcessHandle::pid)
                .containsExactly(guard(server))
                .doesNotContain(waiting);
    }

    @Test
    void aGuardThatASignalSuspendedGoesWithItsServer() {
        Signals.send("STOP", guard(start()));
        Outcome stopped = sandbox.call("server", "stop");
        assertThat(stopped.status()).as(stopped.said()).isZero();
        assertThat(sandbox.traces().living()).isEmpty();
    }

    @Test
    void killingServerAndGuardLeavesTheWorkersToTheNextServer() {
        ServerView first = start();
        long worker = applySteady();
        Signals.send("STOP", first.pid());
        Signals.send("KILL", guard(first));
        Signals.send("KILL", first.pid());
        assertThat(ProcessHandle.of(worker)).isPresent();
        start();
        assertThat(pid()).isEqualTo(worker);
    }

    @Test
    void aServerThatASignalSuspendedIsSpokenOfAndCanBeStopped() {
        ServerView server = start();
        long worker = applySteady();
        Signals.send("STOP", server.pid());
        Outcome status = sandbox.call("server", "status");
        assertThat(status.status()).isEqualTo(5);
        assertThat(status.err()).contains("kill -CONT " + server.pid());
        assertThat(sandbox.call("server", "stop").status()).isZero();
        assertThat(ProcessHandle.of(worker)).isPresent();
        start();
        assertThat(pid()).isEqualTo(worker);
    }

    @Test
    void aServerThatCanNotComeBackTriesUntilItCan() throws IOException {
        ServerView first = start();
        long worker = applySteady();
        breakConfiguration();
        Signals.send("KILL", first.pid());
        awaitInLog("tried again every second");
        Files.delete(configuration());
        Waiting.until(sandbox.home(), () -> server() != first.pid() && server() != 0);
        assertThat(pid()).isEqualTo(worker);
    }

    @Test
    void aServerThatCanNotComeBackCanBeStopped() throws IOException {
        ServerView first = start();
        breakConfiguration();
        Signals.send("KILL", first.pid());
        awaitInLog("tried again every second");
        assertThat(sandbox.call("server", "start").err()).contains("already, process ");
        Outcome stopped = sandbox.call("server", "stop");
        assertThat(stopped.status()).as(stopped.said()).isZero();
        sandbox.assertNothingRuns();
    }

    private Path configuration() {
        return sandbox.folder("h").resolve(".config/tireless/server.yaml");
    }

    private void breakConfiguration() throws IOException {
        Files.createDirectories(configuration().getParent());
        Files.writeString(configuration(), "api:\n  listens: 127.0.0.1:1\n");
    }

    private void awaitInLog(String pattern) {
        Path log = sandbox.home().resolve("server.log");
        Waiting.until(sandbox.home(), () -> {
            try {
                return Pattern.compile(pattern).matcher(Files.readString(log)).find();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void aConfigurationThatIsWrongIsRefusedWithItsPlace() throws IOException {
        breakConfiguration();
        Outcome outcome = sandbox.call("server", "start");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("server.yaml:2:3: error: unknown attribute `listens`", "did you mean `listen`?")
                .doesNotContain("lint --fix");
        assertThat(sandbox.call("server", "config").err()).contains("server.yaml:2:3");
        sandbox.assertNothingRuns();
    }

    @Test
    void theUnitOfSystemdNamesTheLauncherAndTheHome() {
        Outcome unit = sandbox.call("server", "install", "--user", "--print");
        assertThat(unit.out())
                .contains(
                        "ExecStart=\"" + Checkout.LAUNCHER + "\" server start --foreground",
                        "TIRELESS_HOME=" + sandbox.home(),
                        "StartLimitIntervalSec=0",
                        "Type=notify",
                        "KillMode=process",
                        "DelegateSubgroup=tireless-server",
                        "Restart=always");
    }

    @Test
    void aHomeWithALongNameHasItsSocketElsewhere() {
        Path deep = sandbox.folder("state/" + "long/".repeat(30));
        sandbox.with("TIRELESS_HOME", deep.toString());
        assertThat(sandbox.call("server", "start").status()).isZero();
        assertThat(deep.resolve("server.address")).exists();
        assertThat(sandbox.call("get").status()).isZero();
    }

    @Test
    void withoutAServerEveryCommandSaysHowToGetOne() {
        for (List<String> line : List.of(List.of("get"), List.of("describe", "x"), List.of("logs", "x"))) {
            Outcome outcome = sandbox.call(line.toArray(String[]::new));
            assertThat(outcome.status()).isEqualTo(5);
            assertThat(outcome.err()).contains("tireless server start").hasLineCount(1);
        }
        assertThatThrownBy(() -> api().server()).isInstanceOf(TirelessException.class);
    }

    private long server() {
        try {
            return api().server().pid();
        } catch (TirelessException notYet) {
            return 0;
        }
    }

    private static long guard(ServerView server) {
        return Long.parseLong(server.keptBy().substring("guard, pid ".length()));
    }
}
