package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.linux.BootClock;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.model.Exit;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.Verdict;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** Keepers that somebody stops (SIGSTOP) or kills, at every stage of their lives: none is left behind, and no end is lost by it. */
class StoppedKeeperTest extends RuntimeFixture {
    private static final int SIGSTOP = 19;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    private AttemptFolder files(int attempt) throws IOException {
        return new Home(home()).folder(attempt(attempt));
    }

    private long waitingKeeper(long... busy) {
        String script = home().resolve("keeper-").toString();
        List<Long> others = Arrays.stream(busy).boxed().toList();
        return assertTimeoutPreemptively(PATIENCE, () -> {
            while (true) {
                var found = ProcessHandle.current()
                        .children()
                        .map(ProcessHandle::pid)
                        .filter(pid -> !others.contains(pid) && commandLine(pid).contains(script))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        });
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static void stop(Pidfd process, long pid) throws IOException {
        process.send(SIGSTOP);
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (ProcessStat.of(pid).filter(stat -> stat.state() == 'T').isEmpty()) {
                Thread.onSpinWait();
            }
        });
    }

    @Test
    void oneThatWaitsForItsOrderGoesOnWhenItIsOrdered() throws IOException {
        shell(1, "exec sleep 1000");
        long keeper = files(1).keeper().orElseThrow().pid();
        long waiting = waitingKeeper(keeper);
        try (Pidfd held = Pidfd.open(waiting).orElseThrow()) {
            stop(held, waiting);
            driver.kill(attempt(1));
            awaitEnd(1);
            assertTimeoutPreemptively(PATIENCE.dividedBy(2), () -> shell(2, "exec sleep 1000"));
        }
    }

    @Test
    void oneThatWaitsForItsOrderEndsWithTheDriver() throws IOException {
        shell(1, "exec sleep 1000");
        long waiting = waitingKeeper(files(1).keeper().orElseThrow().pid());
        try (Pidfd held = Pidfd.open(waiting).orElseThrow()) {
            stop(held, waiting);
            driver.close();
            assertThat(held.awaitEnd(PATIENCE)).isTrue();
        }
        reopen();
        driver.recover();
    }

    /** As it is when the program that holds the driver is killed meanwhile. */
    @Test
    void oneOfAnEarlierDriverThatHasClaimedNothingIsEndedByTheNext() throws Exception {
        shell(1, "exec sleep 1000");
        String script = commandLine(files(1).keeper().orElseThrow().pid()).split("\0", -1)[1];
        Process stray = keeper(script);
        try (Pidfd held = Pidfd.open(stray.pid()).orElseThrow()) {
            stop(held, stray.pid());
            reopen();
            assertThat(driver.recover().getFirst().verdict()).isInstanceOf(Verdict.Alive.class);
            assertThat(held.awaitEnd(PATIENCE)).isTrue();
        } finally {
            stray.destroyForcibly();
        }
    }

    @Test
    void oneThatHasClaimedAndIsStoppedGoesOnWithTheStart() throws Exception {
        shell(1, ":");
        awaitEnd(1);
        AttemptFolder second = files(2);
        second.make();
        Process keeper = keeper(commandLine(waitingKeeper()).split("\0", -1)[1]);
        try (Pidfd held = Pidfd.open(keeper.pid()).orElseThrow()) {
            stop(held, keeper.pid());
            order(keeper, second);
            ProcessStat stat = ProcessStat.of(keeper.pid()).orElseThrow();
            Files.writeString(
                    second.path().resolve("claim"),
                    "1 %d %d %s .\n"
                            .formatted(
                                    keeper.pid(),
                                    stat.startTicks(),
                                    new BootClock().now().boot()));
            try (var _ = new RandomAccessFile(second.alive().toFile(), "rw")) {
                Verdict verdict = driver.settle(attempt(2));
                assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
                assertThat(((Verdict.Undecided) verdict).cause()).contains("stopped");
            }
            // It goes on, and finds that the claim was made already.
            assertThat(held.awaitEnd(PATIENCE)).isTrue();
        } finally {
            keeper.destroyForcibly();
        }
        assertThat(settledDead(2).exit()).isInstanceOf(Exit.NotStarted.class);
    }

    /** A keeper that waits for its order, and that the driver knows nothing of. */
    private static Process keeper(String script) throws IOException {
        Process keeper = new ProcessBuilder("setsid", "/bin/sh", script).start();
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (!commandLine(keeper.pid()).startsWith("/bin/sh")) {
                Thread.onSpinWait();
            }
        });
        return keeper;
    }

    private void order(Process keeper, AttemptFolder attempt) throws IOException {
        KeeperOrder order = new KeeperOrder(attempt, List.of(), List.of("/bin/sleep", "1000"), folder, Map.of());
        try (OutputStream orders = keeper.getOutputStream()) {
            orders.write(KeeperOrder.place(Optional.empty()));
            orders.write(order.script());
        }
    }

    @Test
    void oneThatIsStoppedWhileItsWorkerRunsWritesDownTheExitAllTheSame() throws IOException {
        long main = shell(1, "exec sleep 1000");
        ProcessIdentity keeper = files(1).keeper().orElseThrow();
        try (Pidfd held = Pidfd.open(keeper.pid()).orElseThrow()) {
            stop(held, keeper.pid());
            kill(main);
            assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(137));
            assertThat(held.awaitEnd(PATIENCE)).isTrue();
        }
    }

    @Test
    void oneThatHasWrittenDownTheExitAndIsNotQuiteOverIsNoLeftover() throws IOException {
        long main = shell(1, "exec sleep 1000");
        long keeper = files(1).keeper().orElseThrow().pid();
        try (Pidfd held = Pidfd.open(keeper).orElseThrow()) {
            stop(held, keeper);
            Files.writeString(files(1).path().resolve("exit"), "1 3 .\n");
            kill(main);
            assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(3), 0));
        }
    }

    @Test
    void bothStoppedTheyEndByAKillAndTheExitIsKnown() throws IOException {
        long main = shell(1, "exec sleep 1000");
        ProcessIdentity keeper = files(1).keeper().orElseThrow();
        try (Pidfd held = Pidfd.open(keeper.pid()).orElseThrow();
                Pidfd worker = Pidfd.open(main).orElseThrow()) {
            stop(held, keeper.pid());
            stop(worker, main);
            assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
            driver.terminate(attempt(1));
            driver.kill(attempt(1));
            assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(9));
            assertThat(held.awaitEnd(PATIENCE)).isTrue();
        }
    }

    @Test
    void killedTogetherWithTheWorkerTheExitIsUnknown() throws IOException {
        long main = shell(1, "sleep 1077 & echo up; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        kill(files(1).keeper().orElseThrow().pid());
        kill(main);
        Verdict.Dead dead = awaitEnd(1);
        assertThat(dead.exit()).isEqualTo(new Exit.Unknown("its keeper was killed"));
        assertThat(dead.leftovers()).isEqualTo(1);
        assertThat(dead.exit().isSuccess()).isFalse();
    }

    @Test
    void killedDuringAStopTheExitIsUnknownAndNothingIsLeft() throws IOException {
        long main = shell(1, "trap '' TERM; sleep 1077 & echo up; while :; do sleep 1; done");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        driver.terminate(attempt(1));
        kill(files(1).keeper().orElseThrow().pid());
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        driver.kill(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Unknown("its keeper was killed"));
    }
}
