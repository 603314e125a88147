package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tireless.model.Exit;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.RuntimeFixture;

/** Attempts that a later version of this program has written, in a form that this one can not read. */
class NewerProtocolTest extends RuntimeFixture {
    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    private Path file(int attempt, String name) throws IOException {
        return new Home(home()).folder(attempt(attempt)).path().resolve(name);
    }

    private void replace(String name, String from, String to) throws IOException {
        String text = Files.readString(file(1, name));
        assertThat(text).startsWith(from);
        Files.writeString(file(1, name), to + text.substring(from.length()));
    }

    private void assertUndecided() throws IOException {
        Verdict verdict = driver.settle(attempt(1));
        assertThat(verdict).isInstanceOf(Verdict.Undecided.class);
        assertThat(((Verdict.Undecided) verdict).cause())
                .contains("newer version")
                .contains("use that");
        assertThat(start(2, run("true"))).isInstanceOf(StartResult.NotStarted.class);
        assertThat(((StartResult.NotStarted) start(2, run("true"))).cause()).contains("newer version");
        reopen();
        assertThat(driver.recover().getFirst().verdict()).isInstanceOf(Verdict.Undecided.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pid", "claim"})
    void whatIsAliveOrUnclearIsLeftAloneAndNothingIsStartedBesideIt(String name) throws IOException {
        long main = shell(1, "exec sleep 1000");
        String pid = Files.readString(file(1, "pid"));
        String claim = Files.readString(file(1, "claim"));
        replace(name, "1 ", "2 ");
        if (name.equals("claim")) {
            Files.delete(file(1, "pid"));
        }
        assertUndecided();
        assertThat(isRunning(main)).isTrue();
        Files.writeString(file(1, "pid"), pid);
        Files.writeString(file(1, "claim"), claim);
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
    }

    @Test
    void aNewerRecordWhoseProcessIsOverIsNotClearedUpByGuess() throws IOException {
        long main = shell(1, "exec sleep 1000");
        replace("record", "attempt 2", "attempt 3");
        assertThat(driver.settle(attempt(1))).isEqualTo(new Verdict.Alive(main));
        kill(main);
        assertThat(news.nextEnd()).isEqualTo(attempt(1));
        assertUndecided();
        replace("record", "attempt 3", "attempt 2");
        assertThat(settledDead(1).exit()).isEqualTo(new Exit.Status(137));
    }

    @Test
    void aNewerRecordThatNobodyClaimedIsNotClaimedByGuess() throws IOException {
        shell(1, ":");
        awaitEnd(1);
        replace("record", "attempt 2", "attempt 3");
        String pid = Files.readString(file(1, "pid"));
        String claim = Files.readString(file(1, "claim"));
        Files.delete(file(1, "pid"));
        Files.delete(file(1, "claim"));
        reopen();
        assertUndecided();
        assertThat(file(1, "claim")).doesNotExist();
        replace("record", "attempt 3", "attempt 2");
        Files.writeString(file(1, "pid"), pid);
        Files.writeString(file(1, "claim"), claim);
        assertThat(settledDead(1).exit()).isEqualTo(new Exit.Status(0));
    }

    @Test
    void nothingOfItIsLeftAfterABootWhateverItsForm() throws IOException {
        shell(1, ":");
        awaitEnd(1);
        replace("pid", "1 ", "2 ");
        String record = Files.readString(file(1, "record"));
        Files.writeString(file(1, "record"), record.replaceFirst("(?m)^boot .*$", "boot another-boot"));
        reopen();
        assertThat(driver.recover().getFirst().verdict())
                .isEqualTo(new Verdict.Dead(new Exit.Unknown("the machine went down"), 0));
    }

    @Test
    void anExitOfANewerFormIsUnknown() throws IOException {
        shell(1, "exit 0");
        awaitEnd(1);
        replace("exit", "1 ", "2 ");
        reopen();
        assertThat(((Verdict.Dead) driver.recover().getFirst().verdict()).exit())
                .isInstanceOf(Exit.Unknown.class);
    }
}
