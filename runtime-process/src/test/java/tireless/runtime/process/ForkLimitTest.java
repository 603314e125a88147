package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tireless.model.AttemptId;
import tireless.runtime.Notice;
import tireless.runtime.RuntimeDriver;
import tireless.testing.runtime.RuntimeFixture;

/** What is made of what the kernel says of a limit of processes. On plain folders, so that it says what a test wants it to. */
class ForkLimitTest extends RuntimeFixture {
    private final List<Throwable> failures = new ArrayList<>();

    private Cgroups cgroups() {
        return new Cgroups(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(folder.resolve("pids")));
    }

    @Override
    protected RuntimeDriver open(Path home) {
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> failures.add(failure));
        return Drivers.open(home, BASE, cgroups());
    }

    @AfterEach
    void forgetFailures() {
        Thread.currentThread().setUncaughtExceptionHandler(null);
    }

    private Path group() throws IOException {
        return folder.resolve("pids/tireless").resolve(new Home(home()).id()).resolve(SlotPath.flat(SLOT));
    }

    private void refuse(String limit) throws IOException {
        Files.writeString(group().resolve("pids.max"), limit + "\n");
        Files.writeString(group().resolve("pids.events"), "max 3\n");
    }

    @Test
    void whatCanNotBeReadOfTheLimitIsReportedAndTheEndIsSettledAllTheSame() throws IOException {
        long pid = shell(1, "exec sleep 1000");
        Files.createDirectory(group().resolve("pids.events"));
        kill(pid);
        awaitEnd(1);
        assertThat(failures).singleElement().isInstanceOf(IOException.class);
        shell(2, "exit 0");
        awaitEnd(2);
    }

    @Test
    void whereAGroupAboveRefusesAndThisOneHasNoLimitNothingIsToldOfOurs() throws IOException {
        long pid = shell(1, "exec sleep 1000");
        refuse("max");
        kill(pid);
        awaitEnd(1);
        assertThat(news.hasMoreNotices()).isFalse();
        assertThat(failures).isEmpty();
    }

    @Test
    void whatTheGroupOfALaterAttemptSaysIsNotToldOfTheOneBefore() throws IOException {
        shell(1, "exit 0");
        awaitEnd(1);
        shell(2, "exec sleep 1000");
        List<AttemptId> told = new ArrayList<>();
        Home home = new Home(home());
        ForkLimits late = new ForkLimits(home, new CgroupTree(cgroups(), home.id()), (attempt, _) -> told.add(attempt));
        refuse("40");
        late.look(attempt(1));
        assertThat(told).isEmpty();
        assertThat(news.nextNotice()).isEqualTo(new Notice.ForkLimit(40));
    }

    @Test
    void aGroupThatIsGoneHasRefusedNothing() throws IOException {
        assertThat(TaskGroup.reached(folder.resolve("gone"))).isEmpty();
    }
}
