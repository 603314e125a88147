package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.RestartMemory;
import tireless.model.Signal;
import tireless.runtime.AttemptEnd;
import tireless.runtime.AttemptRecord;
import tireless.runtime.LogLine;
import tireless.runtime.LogPosition;
import tireless.runtime.Recovered;
import tireless.runtime.SettledEnd;
import tireless.runtime.StartRequest;
import tireless.runtime.StartResult;
import tireless.runtime.Usage;
import tireless.runtime.Verdict;

/** What every driver promises of starting, ending and remembering attempts. */
public abstract class RuntimeContract extends RuntimeFixture {
    @Test
    void tellsTheExitStatus() {
        shell(1, "exit 7");
        assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(7), 0));
        shell(2, "exit 0");
        assertThat(awaitEnd(2)).isEqualTo(new Verdict.Dead(new Exit.Status(0), 0));
    }

    @Test
    void anAttemptThatIsHeldIsKnownAsThatToTheNextDriver() throws IOException {
        shell(1, "exec sleep 1000");
        driver.hold(attempt(1), List.of("0.0.0.0:80", "[::]:81"));
        driver.terminate(attempt(1));
        awaitEnd(1);
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.heldFor()).containsExactly("0.0.0.0:80", "[::]:81"));
        shell(2, "exit 0");
        awaitEnd(2);
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.heldFor()).isEmpty());
    }

    @Test
    void theHeartbeatThatAnAttemptAskedForIsKnownToTheNextDriver() throws IOException {
        shell(1, "exec sleep 1000");
        driver.noteWatchdog(attempt(1), Duration.ofSeconds(30));
        driver.noteWatchdog(attempt(1), Duration.ofMillis(2500));
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.watchdog()).contains(Duration.ofMillis(2500)));
        driver.kill(attempt(1));
        awaitEnd(1);
        shell(2, "exec sleep 1000");
        reopen();
        assertThat(driver.recover())
                .singleElement()
                .satisfies(found -> assertThat(found.watchdog()).isEmpty());
    }

    @Test
    void aSignalOfOursIsNamed() {
        shell(1, "exec sleep 1000");
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.TERM));
        shell(2, "exec sleep 1000");
        driver.kill(attempt(2));
        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Killed(Signal.KILL));
    }

    @Test
    void aWorkerMayEndInItsOwnWay() {
        shell(1, "trap 'exit 5' TERM; echo up; while :; do sleep 1000 & wait; done");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
        }
        driver.terminate(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(5));
    }

    @Test
    void aWorkerThatIgnoresTermLivesUntilItIsKilled() {
        shell(1, "trap '' TERM; echo up; while :; do sleep 0.01; echo again; done");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
            driver.terminate(attempt(1));
            assertThat(log.next()).isEqualTo("again");
            assertThat(log.next()).isEqualTo("again");
        }
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
        driver.kill(attempt(1));
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.KILL));
    }

    @Test
    void theDeadAreLeftAlone() {
        shell(1, ":");
        awaitEnd(1);
        driver.terminate(attempt(1));
        driver.kill(attempt(1));
        assertThat(settledDead(1).exit()).isEqualTo(new Exit.Status(0));
        assertThat(driver.measure(attempt(1))).isEqualTo(Usage.NONE);
        assertThat(news.hasMoreEnds()).isFalse();
    }

    @Test
    void measuresWhatRuns() {
        shell(1, "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo up; sleep 1000; :");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            log.next();
        }
        assertThat(driver.measure(attempt(1)).memoryBytes()).isPositive();
        assertThat(driver.measure(attempt(1)).cpu()).isPositive();
    }

    @Test
    void whatLivesIsFoundAgain() throws IOException {
        long pid = shell(1, "exec sleep 1000");
        reopen();
        List<Recovered> found = driver.recover();
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().attempt()).isEqualTo(attempt(1));
        assertThat(found.getFirst().record()).contains(RECORD);
        assertThat(found.getFirst().startedAt()).isPositive();
        assertThat(found.getFirst().verdict()).isEqualTo(new Verdict.Alive(pid));
        kill(pid);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(128 + Signal.KILL));
        shell(2, ":");
        awaitEnd(2);
    }

    @Test
    void anEndThatNobodySawIsLearned() throws IOException {
        shell(1, "trap 'exit 9' TERM; echo up; while :; do sleep 1000 & wait; done");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            log.next();
        }
        driver.close();
        driver = open(home());
        // Not heard: nobody listens to this one, and it is closed at once.
        driver.terminate(attempt(1));
        reopen();
        Verdict verdict = driver.recover().getFirst().verdict();
        Exit exit =
                verdict instanceof Verdict.Dead dead ? dead.exit() : awaitEnd(1).exit();
        assertThat(exit).isEqualTo(new Exit.Status(9));
    }

    @Test
    void anEndThatNobodySawIsLearnedWithItsTime() throws IOException {
        shell(1, "exit 3");
        awaitEnd(1);
        reopen();
        Recovered found = driver.recover().getFirst();
        assertThat(found.verdict()).isEqualTo(new Verdict.Dead(new Exit.Status(3), 0));
        assertThat(found.thisBoot()).isTrue();
        assertThat(found.settled()).isEmpty();
        assertThat(found.endedAt())
                .hasValueSatisfying(ended -> assertThat(ended)
                        .isBetween(found.startedAt(), found.startedAt().plusSeconds(60)));
    }

    @Test
    void whatWasMadeOfAnEndIsToldToWhoComesLater() throws IOException {
        shell(1, "exit 3");
        awaitEnd(1);
        SettledEnd settled = settled(new Exit.Status(3));
        driver.remember(attempt(1), settled(new Exit.Unknown("nothing yet")));
        driver.remember(attempt(1), settled);
        reopen();
        Recovered found = driver.recover().getFirst();
        assertThat(found.attempt()).isEqualTo(attempt(1));
        assertThat(found.verdict()).isEqualTo(new Verdict.Dead(new Exit.Status(3), 0));
        assertThat(found.settled()).contains(settled);
        assertThat(found.endedAt()).contains(settled.end().at());
        shell(2, ":");
        awaitEnd(2);
        reopen();
        assertThat(driver.recover().getFirst().attempt()).isEqualTo(attempt(2));
        assertThat(driver.recover().getFirst().settled()).isEmpty();
    }

    @Test
    void whatNeverRanIsRememberedToo() throws IOException {
        SettledEnd settled = settled(new Exit.NotStarted("no such program: 100 % 'gone'\n"));
        assertThat(start(1, run(Map.of("no.name", ""), "true"))).isInstanceOf(StartResult.NotStarted.class);
        driver.remember(attempt(1), settled);
        reopen();
        assertThat(driver.recover()).singleElement().satisfies(found -> {
            assertThat(found.attempt()).isEqualTo(attempt(1));
            assertThat(found.verdict()).isEqualTo(new Verdict.Dead(settled.end().exit(), 0));
            assertThat(found.settled()).contains(settled);
        });
        driver.remove(SLOT);
        assertThat(driver.recover()).isEmpty();
    }

    private static SettledEnd settled(Exit exit) {
        return new SettledEnd(
                new AttemptRecord(
                        RECORD.uid(), 3, "a1", new RestartMemory(5, Duration.ofSeconds(2), 9), Optional.empty()),
                new AttemptEnd(exit, Duration.ofNanos(123_456_789_012L), true, "no such table: t = 1\u2026"),
                new RestartMemory(5, Duration.ofSeconds(2), 9),
                Optional.of(new SettledEnd.NextStart(Duration.ofSeconds(1000), Duration.ofMillis(2100))));
    }

    @Test
    void whatIsKnownOfTheAttemptBeforeIsFoundAgain() throws IOException {
        AttemptRecord second = new AttemptRecord(
                RECORD.uid(),
                3,
                "a1",
                RECORD.memory(),
                Optional.of(new AttemptEnd(new Exit.OutOfMemory(), Duration.ofSeconds(7), false, "it grows")));
        driver.start(new StartRequest(attempt(1), second, run("sleep", "1000")));
        reopen();
        assertThat(driver.recover().getFirst().record()).contains(second);
    }

    @Test
    void aNumberIsNeverUsedTwice() {
        shell(2, ":");
        awaitEnd(2);
        assertThatThrownBy(() -> start(2, run("true"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> start(1, run("true"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsStartedBesideALivingAttempt() {
        shell(1, "exec sleep 1000");
        assertThat(start(2, run("true"))).isInstanceOf(StartResult.NotStarted.class);
        assertThat(driver.settle(attempt(1))).isInstanceOf(Verdict.Alive.class);
    }

    @Test
    void anOldAttemptMayBeKilledAndSettledWithoutHarmToTheNewest() {
        shell(1, "exit 3");
        awaitEnd(1);
        long second = shell(2, "exec sleep 1000");
        driver.kill(attempt(1));
        assertThat(settledDead(1)).isEqualTo(new Verdict.Dead(new Exit.Status(3), 0));
        assertThat(driver.settle(attempt(2))).isEqualTo(new Verdict.Alive(second));
        assertThat(news.hasMoreEnds()).isFalse();
    }

    @Test
    void aRemovedSlotIsForgotten() {
        shell(1, "echo line");
        awaitEnd(1);
        driver.remove(SLOT);
        assertThat(driver.recover()).isEmpty();
        assertThat(driver.log(SLOT).tail(10)).isEmpty();
        shell(1, "echo new");
        awaitEnd(1);
        assertThat(driver.log(SLOT).tail(10)).containsExactly(new LogLine(attempt(1), "new", new LogPosition(1, 0, 4)));
    }

    @Test
    void manyAttemptsFollowOneAnother() {
        for (int number = 1; number <= 50; number++) {
            shell(number, "echo " + number + "; exit 1");
            assertThat(awaitEnd(number).exit()).isEqualTo(new Exit.Status(1));
        }
        assertThat(driver.log(SLOT).tail(1)).containsExactly(new LogLine(attempt(50), "50", new LogPosition(50, 0, 3)));
        assertThat(driver.recover()).extracting(Recovered::attempt).containsExactly(attempt(50));
    }
}
