package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tireless.linux.Datagram;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.model.AttemptId;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.RunSpec;
import tireless.model.StopPolicy;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;
import tireless.testing.runtime.RuntimeNews;

/** What happens around the keeper: its death, its claim, its sockets. */
class KeeperTest extends RuntimeFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    private AttemptFolder attemptFolder(AttemptId attempt) throws IOException {
        return new Home(home()).folder(attempt);
    }

    @Test
    void aWorkerWhoseKeeperWasKilledLivesOnAndItsEndIsHeard() throws IOException {
        long main = shell(1, "exec sleep 1000");
        kill(attemptFolder(attempt(1)).keeper().orElseThrow().pid());
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        reopen();
        assertThat(driver.recover().getFirst().verdict()).isEqualTo(new Verdict.Alive(main));
        kill(main);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Unknown("its keeper was killed"));
    }

    @Test
    void noKeeperStaysAsAZombie() throws IOException {
        shell(1, "exit 3");
        ProcessIdentity keeper = attemptFolder(attempt(1)).keeper().orElseThrow();
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(3));
        // The kernel tells nobody of it.
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (ProcessStat.of(keeper.pid()).isPresent()) {
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void theKeeperThatWaitsMayBeKilledAndEndsWithTheDriver() throws IOException {
        long first = shell(1, "exec sleep 1000");
        kill(waitingKeeper(1));
        kill(first);
        awaitEnd(1);
        shell(2, "exec sleep 1000");
        try (Pidfd waiting = Pidfd.open(waitingKeeper(2)).orElseThrow()) {
            assertThat(waiting.awaitEnd(Duration.ZERO)).isFalse();
            driver.close();
            assertThat(waiting.awaitEnd(PATIENCE)).isTrue();
        }
        assertThat(home().resolve("blank")).doesNotExist();
        reopen();
        driver.recover();
    }

    private long waitingKeeper(int attempt) throws IOException {
        long busy = attemptFolder(attempt(attempt)).keeper().orElseThrow().pid();
        String script = home().resolve("keeper-").toString();
        return assertTimeoutPreemptively(PATIENCE, () -> {
            Optional<Long> found = Optional.empty();
            while (found.isEmpty()) {
                found = ProcessHandle.current()
                        .children()
                        .map(ProcessHandle::pid)
                        .filter(pid -> pid != busy && commandLine(pid).contains(script))
                        .findFirst();
            }
            return found.get();
        });
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void aTornExitFileIsUnknownNeverZero() throws IOException {
        long main = shell(1, "exec sleep 1000");
        AttemptFolder files = attemptFolder(attempt(1));
        kill(files.keeper().orElseThrow().pid());
        for (String torn : new String[] {"", "1", "1 0", "1 0 ", "2 0 ."}) {
            Files.writeString(files.path().resolve("exit"), torn);
            assertThat(files.exit()).isEmpty();
        }
        kill(main);
        assertThat(awaitEnd(1).exit()).isInstanceOf(Exit.Unknown.class);
    }

    @Test
    void anAttemptThatNobodyClaimedWillNeverRun() throws IOException {
        shell(1, ":");
        awaitEnd(1);
        AttemptFolder unborn = attemptFolder(attempt(2));
        Files.createDirectory(unborn.path());
        assertThat(settledDead(2).exit()).isInstanceOf(Exit.NotStarted.class);
        assertThat(unborn.takeClaim()).isFalse();
    }

    @Test
    void anEndOfAnotherBootIsKnownDead() throws IOException {
        shell(1, "exit 3");
        awaitEnd(1);
        AttemptFolder files = attemptFolder(attempt(1));
        Files.writeString(files.path().resolve("pid"), "1 1 1 another-boot .");
        Files.delete(files.path().resolve("exit"));
        assertThat(settledDead(1).exit()).isEqualTo(new Exit.Unknown("the machine went down"));
    }

    @Test
    void aTornRecordIsNoRecord() throws IOException {
        shell(1, "exec sleep 1000");
        AttemptFolder files = attemptFolder(attempt(1));
        String whole = Files.readString(files.path().resolve("record"));
        assertThat(StartNote.parse(whole).map(StartNote::record)).contains(RECORD);
        for (int length = 0; length < whole.length() - 1; length++) {
            assertThat(StartNote.parse(whole.substring(0, length))).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aHomeThatRefusesWritesIsSaidAndHarmsNoOther() throws IOException {
        Path replicas = home().resolve("replicas");
        Files.createDirectories(replicas.resolve("public/worker"));
        Files.writeString(replicas.resolve("public/worker/pulse"), "in the way");
        assertThat(start(1, run("true"))).isInstanceOf(StartResult.NotStarted.class);
        Files.delete(replicas.resolve("public/worker/pulse"));
        shell(1, ":");
        awaitEnd(1);
    }

    @Test
    void limitsThatCannotBeEnforcedAreSaid() {
        RunSpec plain = run("true");
        Limits limits = new Limits(OptionalLong.of(1 << 20), OptionalLong.of(500));
        StartResult result =
                start(1, new RunSpec(plain.command(), folder, plain.environment(), limits, StopPolicy.DEFAULT));
        assertThat(((StartResult.Started) result).warnings())
                .hasSize(2)
                .allMatch(text -> text.contains("not enforced"));
        awaitEnd(1);
    }

    @Test
    void limitsThatCannotBeEnforcedAreSaidByTheNextDriverToo() throws IOException {
        RunSpec plain = run("sleep", "1000");
        Limits limits = new Limits(OptionalLong.of(1 << 20), OptionalLong.of(500));
        StartResult result =
                start(1, new RunSpec(plain.command(), folder, plain.environment(), limits, StopPolicy.DEFAULT));
        reopen();
        assertThat(driver.recover().getFirst().warnings())
                .hasSize(2)
                .isEqualTo(((StartResult.Started) result).warnings());
    }

    @Test
    void whatAWorkerSaysIsHeardAlsoAfterReopening() throws IOException {
        shell(1, "echo \"$NOTIFY_SOCKET\"; exec sleep 1000");
        String socket;
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            socket = log.next();
        }
        say(socket, "READY=1\nSTATUS=fine\nX_PROCESSED=5");
        assertThat(news.nextNotification().status()).contains("fine");
        reopen();
        driver.recover();
        say(socket, "X_BACKLOG=7");
        assertThat(news.nextNotification().backlog()).isEqualTo(OptionalLong.of(7));
    }

    private static void say(String socket, String text) throws IOException {
        Datagram.send(socket, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void olderAttemptsGoAndTheNewestTwentyStay() throws IOException {
        for (int number = 1; number <= 25; number++) {
            shell(number, ":");
            awaitEnd(number);
        }
        // The output of the others is kept elsewhere before they go.
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RuntimeNews.PATIENCE_SECONDS);
        while (new Home(home()).attempts(SLOT).size() > 20 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(new Home(home()).attempts(SLOT))
                .hasSize(20)
                .contains(attempt(25))
                .doesNotContain(attempt(5));
    }
}
