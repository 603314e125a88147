package tireless.testing.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;
import tireless.model.Limits;
import tireless.model.RunSpec;
import tireless.model.Signal;
import tireless.model.StopPolicy;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;

/**
 * What every driver promises whose attempts are processes that this machine sees: their numbers are its own, what they leave behind must
 * be found, and a program that is missing is missing here.
 */
public abstract class ProcessContract extends RuntimeContract {
    @Test
    void aSignalOfSomebodyElseIsAStatus() {
        shell(1, "kill -9 $$");
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(128 + Signal.KILL));
        kill(shell(2, "exec sleep 1000"));
        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Status(128 + Signal.KILL));
    }

    @Test
    void termReachesTheWholeGroupWhereAShellWraps() {
        StopPolicy wholeGroup = new StopPolicy(StopPolicy.DEFAULT.grace(), true);
        String inner = "trap \"echo heard; exit\" TERM; echo up; while :; do sleep 1000 & wait; done";
        String script = "trap : TERM; sh -c '" + inner + "' & wait; wait; exit 4";
        RunSpec spec = run("/bin/sh", "-c", script);
        start(1, new RunSpec(spec.command(), folder, spec.environment(), Limits.NONE, wholeGroup));
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            assertThat(log.next()).isEqualTo("up");
            driver.terminate(attempt(1));
            assertThat(log.next()).isEqualTo("heard");
        }
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(4));
    }

    @Test
    void whatAnAttemptLeftBehindIsKilledBeforeItIsKnownDead() throws IOException {
        shell(1, "sleep 1077 & echo $!; sleep 1077 & echo $!");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long one = Long.parseLong(log.next());
            long other = Long.parseLong(log.next());
            assertThat(awaitEnd(1)).isEqualTo(new Verdict.Dead(new Exit.Status(0), 2));
            assertThat(isRunning(one) || isRunning(other)).isFalse();
        }
    }

    @Test
    void whoLeftTheSessionIsKilledToo() throws IOException {
        long main = shell(1, "setsid sh -c 'echo $$; exec sleep 1077' & wait");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long escaped = Long.parseLong(log.next());
            kill(main);
            assertThat(awaitEnd(1).leftovers()).isPositive();
            assertThat(isRunning(escaped)).isFalse();
        }
    }

    @Test
    void killEndsAllThatBelongsToTheAttempt() throws IOException {
        shell(1, "trap '' TERM; setsid sh -c 'echo $$; exec sleep 1077' & wait");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            long escaped = Long.parseLong(log.next());
            driver.kill(attempt(1));
            assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Killed(Signal.KILL));
            assertThat(isRunning(escaped)).isFalse();
        }
    }

    @Test
    void refusesWhatCannotRunAndSaysWhatToDo() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "");
        assertThat(refused(1, run("no-such-program")))
                .contains("no-such-program", "PATH", "install")
                .doesNotContain(BASE.get("PATH"));
        assertThat(refused(1, run(folder.toString()))).contains("directory");
        assertThat(refused(1, run("/no/such/program"))).contains("does not exist");
        assertThat(refused(1, run(plain.toString()))).contains("not executable", "chmod");
        assertThat(refused(1, run(Map.of("a.b", "c"), "true"))).contains("a.b");
        RunSpec elsewhere = new RunSpec(
                List.of("true"), folder.resolve("nowhere"), run("true").environment(), Limits.NONE, StopPolicy.DEFAULT);
        assertThat(refused(1, elsewhere)).contains("nowhere", "does not exist");
        assertThat(news.hasMoreEnds()).isFalse();
        shell(1, ":");
        awaitEnd(1);
    }

    private String refused(int number, RunSpec run) {
        StartResult result = start(number, run);
        assertThat(result).isInstanceOf(StartResult.NotStarted.class);
        return ((StartResult.NotStarted) result).cause();
    }

    @Test
    void whatEndedChildrenUsedIsCountedOn() {
        shell(1, "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; echo up; exec sleep 1000");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            log.next();
        }
        assertThat(driver.measure(attempt(1)).cpu()).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void whoeverLeftTheSessionIsMeasuredToo() {
        shell(1, "setsid sh -c 'a=$(head -c 20000000 /dev/zero | tr \"\\0\" x); echo up; sleep 1000; :' & wait");
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            log.next();
        }
        assertThat(driver.measure(List.of(attempt(1), attempt(7)))).containsOnlyKeys(attempt(1));
        assertThat(driver.measure(attempt(1)).memoryBytes()).isGreaterThan(20_000_000);
    }
}
