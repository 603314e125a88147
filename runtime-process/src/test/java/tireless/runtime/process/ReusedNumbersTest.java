package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.linux.ProcessStat;
import tireless.linux.Readiness;
import tireless.model.Exit;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.Verdict;
import tireless.testing.runtime.RuntimeFixture;

/** A number of a process means it only together with its start time and the boot: whoever has the number later is a stranger. */
class ReusedNumbersTest extends RuntimeFixture {
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");
    private static final int TRIES = 500;

    private final List<Process> strangers = new ArrayList<>();

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    @AfterEach
    void endStrangers() throws InterruptedException {
        for (Process stranger : strangers) {
            stranger.destroyForcibly().waitFor();
        }
    }

    private Path file(String name) throws IOException {
        return new Home(home()).folder(attempt(1)).path().resolve(name);
    }

    /** Leads a session, as a keeper does. */
    private Process stranger() throws IOException {
        Process stranger = new ProcessBuilder("setsid", "sleep", "1077").start();
        strangers.add(stranger);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (ProcessStat.of(stranger.pid()).orElseThrow().session() != stranger.pid()) {
                Thread.onSpinWait();
            }
        });
        return stranger;
    }

    private void assertLeftAlone(Exit exit) throws IOException {
        reopen();
        assertThat(driver.recover().getFirst().verdict()).isEqualTo(new Verdict.Dead(exit, 0));
        driver.terminate(attempt(1));
        driver.kill(attempt(1));
        assertThat(settledDead(1)).isEqualTo(new Verdict.Dead(exit, 0));
        assertThat(strangers).isNotEmpty().allMatch(Process::isAlive);
        shell(2, "exit 5");
        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Status(5));
        assertThat(strangers).allMatch(Process::isAlive);
    }

    private String words(Process process, long ticksLater, String boot) throws IOException {
        long start = ProcessStat.of(process.pid()).orElseThrow().startTicks();
        return "1 %d %d %s .\n".formatted(process.pid(), start + ticksLater, boot);
    }

    private String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    @Test
    void whoHasTheNumbersThatAreWrittenDownAndStartedAtAnotherTimeIsAStranger() throws IOException {
        shell(1, "exit 3");
        awaitEnd(1);
        Files.writeString(file("pid"), words(stranger(), -1, boot()));
        Files.writeString(file("claim"), words(stranger(), -1, boot()));
        assertLeftAlone(new Exit.Status(3));
    }

    @Test
    void afterABootEverybodyIsAStrangerAlsoWithTheSameNumbersAndTimes() throws IOException {
        shell(1, "exit 3");
        awaitEnd(1);
        Files.writeString(file("pid"), words(stranger(), 0, "another-boot"));
        Files.writeString(file("claim"), words(stranger(), 0, "another-boot"));
        Files.writeString(file("exit"), "1 3");
        assertLeftAlone(new Exit.Unknown("the machine went down"));
    }

    @Test
    void anExitThatWasWrittenBeforeTheBootIsKnown() throws IOException {
        shell(1, "exit 3");
        awaitEnd(1);
        Files.writeString(file("pid"), words(stranger(), 0, "another-boot"));
        assertLeftAlone(new Exit.Status(3));
    }

    @Test
    void anEmptyExitAfterABootIsUnknown() throws IOException {
        shell(1, "exit 0");
        awaitEnd(1);
        Files.writeString(file("pid"), words(stranger(), 0, "another-boot"));
        Files.writeString(file("exit"), "");
        assertLeftAlone(new Exit.Unknown("the machine went down"));
    }

    @Test
    void whoGetsTheNumbersOfTheDeadFromTheKernelIsAStranger() throws Exception {
        assumeTrue(Files.isWritable(LAST_PID), "this account may not choose the next process number");
        long main = shell(1, "exec sleep 1000");
        long keeper = new Home(home()).folder(attempt(1)).keeper().orElseThrow().pid();
        kill(main);
        assertThat(awaitEnd(1).exit()).isEqualTo(new Exit.Status(137));
        // The kernel tells start times in hundredths of a second; all of its numbers are not used up in one.
        Readiness.pause(Duration.ofMillis(50));
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            while (ProcessStat.of(keeper).isPresent()) {
                Thread.onSpinWait();
            }
        });
        take(main);
        take(keeper);
        assertLeftAlone(new Exit.Status(137));
    }

    /** Starts strangers until one has this number. */
    private void take(long number) throws Exception {
        for (int tries = 0; tries < TRIES; tries++) {
            Files.writeString(LAST_PID, Long.toString(number - 1));
            Process stranger = stranger();
            if (stranger.pid() == number) {
                return;
            }
            strangers.remove(stranger);
            stranger.destroyForcibly().waitFor();
        }
        assumeTrue(false, "others took the number " + number + " again and again");
    }
}
