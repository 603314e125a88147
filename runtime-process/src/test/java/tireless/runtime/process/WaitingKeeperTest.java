package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tireless.linux.ProcessStat;
import tireless.model.Exit;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.Verdict;
import tireless.testing.runtime.FollowedLog;
import tireless.testing.runtime.RuntimeFixture;

/** The keeper that waits with its child, and the control groups in which they are before it is known for which attempt. */
class WaitingKeeperTest extends RuntimeFixture {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A keeper with its child, and where they are. */
    private record Pair(Leaf leaf, long keeper, long child) {}

    @BeforeAll
    static void needControlGroups() {
        assumeTrue(Drivers.DETECTED.tracking().isPresent(), "this account may not make control groups here");
    }

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Drivers.DETECTED);
    }

    private Path groups() throws IOException {
        return Drivers.DETECTED.tracking().orElseThrow().resolve("tireless").resolve(new Home(home()).id());
    }

    private AttemptFolder files(int attempt) throws IOException {
        return new Home(home()).folder(attempt(attempt));
    }

    private Leaf leaf(int attempt) throws IOException {
        return files(attempt).note().flatMap(StartNote::group).orElseThrow();
    }

    /** None where the group is gone in this moment. */
    private static List<Long> processes(Path group) throws IOException {
        try {
            return Files.readAllLines(group.resolve("cgroup.procs")).stream()
                    .map(Long::valueOf)
                    .toList();
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException failure) {
            // What is removed while it is read is ENODEV.
            if (Files.exists(group)) {
                throw failure;
            }
            return List.of();
        }
    }

    private List<Leaf> leaves() throws IOException {
        List<Leaf> leaves = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(groups(), "leaf-*")) {
            found.forEach(path -> leaves.add(new Leaf(path)));
        }
        return leaves;
    }

    /** What waits for the next order, as soon as both are in their groups. */
    private Pair waiting(Leaf... taken) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            while (true) {
                for (Leaf leaf : leaves()) {
                    if (!List.of(taken).contains(leaf)) {
                        Optional<Pair> pair = pair(leaf);
                        if (pair.isPresent()) {
                            return pair.get();
                        }
                    }
                }
            }
        });
    }

    private static Optional<Pair> pair(Leaf leaf) throws IOException {
        if (!Files.isDirectory(leaf.keeper())) {
            return Optional.empty();
        }
        List<Long> keeper = processes(leaf.keeper());
        List<Long> child = processes(leaf.work());
        return keeper.size() == 1 && child.size() == 1
                ? Optional.of(new Pair(leaf, keeper.getFirst(), child.getFirst()))
                : Optional.empty();
    }

    private static void until(Condition condition) {
        assertTimeoutPreemptively(PATIENCE, () -> {
            while (!condition.holds()) {
                Thread.onSpinWait();
            }
        });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void end(int attempt, long main) {
        kill(main);
        awaitEnd(attempt);
    }

    @Test
    void theNextAttemptIsInItsGroupsBeforeItIsStarted() throws IOException {
        long first = shell(1, "exec sleep 1000");
        Pair waiting = waiting(leaf(1));
        end(1, first);

        assertThat(shell(2, "exec sleep 1000")).isEqualTo(waiting.child());

        assertThat(leaf(2)).isEqualTo(waiting.leaf());
        assertThat(files(2).keeper().orElseThrow().pid()).isEqualTo(waiting.keeper());
        assertThat(processes(waiting.leaf().keeper())).containsExactly(waiting.keeper());
        assertThat(processes(waiting.leaf().work())).containsExactly(waiting.child());
    }

    @Test
    void theGroupOfADeadAttemptGoesAfterTheNextStart() throws IOException {
        long first = shell(1, "exec sleep 1000");
        Leaf before = leaf(1);
        end(1, first);
        assertThat(before.work()).as("who asks for its counters finds them").isDirectory();
        shell(2, "exec sleep 1000");
        until(() -> !Files.isDirectory(before.path()));
        assertThat(leaf(2).work()).isDirectory();
    }

    @Test
    void wasTheKeeperThatWaitsKilledAnotherOneStartsTheNextAttempt() throws IOException {
        long first = shell(1, "exec sleep 1000");
        Pair waiting = waiting(leaf(1));
        kill(waiting.keeper());
        end(1, first);
        until(() ->
                ProcessStat.of(waiting.keeper()).filter(ProcessStat::isAlive).isEmpty());

        assertThat(shell(2, "exec sleep 1000")).isNotEqualTo(waiting.child());

        assertThat(leaf(2)).isNotEqualTo(waiting.leaf());
        until(() -> ProcessStat.of(waiting.child()).filter(ProcessStat::isAlive).isEmpty());
        until(() -> !Files.isDirectory(waiting.leaf().path()));
    }

    @Test
    void wasNoneReadyOneMoreWaitsFromThenOn() throws IOException {
        long first = shell(1, "exec sleep 1000");
        Pair waiting = waiting(leaf(1));
        kill(waiting.keeper());
        end(1, first);
        until(() ->
                ProcessStat.of(waiting.keeper()).filter(ProcessStat::isAlive).isEmpty());
        shell(2, "exec sleep 1000");
        Pair one = waiting(leaf(2), waiting.leaf());
        waiting(leaf(2), waiting.leaf(), one.leaf());
    }

    @Test
    void wasItsChildKilledAnotherOneStartsTheNextAttempt() throws IOException {
        long first = shell(1, "exec sleep 1000");
        Pair waiting = waiting(leaf(1));
        kill(waiting.child());
        end(1, first);
        until(() ->
                ProcessStat.of(waiting.keeper()).filter(ProcessStat::isAlive).isEmpty());

        assertThat(shell(2, "exit 3")).isNotEqualTo(waiting.child());

        assertThat(awaitEnd(2).exit()).isEqualTo(new Exit.Status(3));
        assertThat(leaf(2)).isNotEqualTo(waiting.leaf());
    }

    /** The kernel then closes the pipe of the orders, as this test does. */
    @Test
    void wasTheServerKilledWhatWaitedEndsAndTheNextServerRemovesItsGroupsAndNoOther() throws Exception {
        long main = shell(1, "exec sleep 1000");
        Leaf stray = new Leaf(groups().resolve("leaf-of-a-killed-server-1"));
        Files.createDirectories(stray.work());
        Files.createDirectories(stray.keeper());
        Process keeper = new ProcessBuilder(
                        "setsid", "/bin/sh", Keepers.install(home(), "keeper").toString())
                .start();
        try (OutputStream orders = keeper.getOutputStream()) {
            orders.write(KeeperOrder.place(Optional.of(stray)));
            orders.flush();
            until(() -> pair(stray).isPresent());
        }
        assertThat(keeper.waitFor()).isPositive();
        assertThat(stray.isEmpty()).isTrue();

        reopen();
        assertThat(driver.recover().getFirst().verdict()).isEqualTo(new Verdict.Alive(main));

        assertThat(stray.path()).doesNotExist();
        assertThat(processes(leaf(1).work())).containsExactly(main);
    }

    /** Named after its slot, as a version of Tireless before this one names it. */
    @Test
    void anAttemptInAGroupNamedAfterItsSlotIsAdoptedAndAllInItIsKilled() throws IOException {
        long main = shell(1, "env -i setsid sh -c 'echo $$; exec sleep 1077' & wait");
        long escaped;
        try (FollowedLog log = new FollowedLog(driver.log(SLOT))) {
            escaped = Long.parseLong(log.next());
        }
        Leaf before = leaf(1);
        Leaf named = new Leaf(groups().resolve(SlotPath.flat(SLOT)));
        Files.createDirectories(named.work());
        Files.createDirectories(named.keeper());
        for (long pid : List.of(main, escaped)) {
            Files.writeString(named.work().resolve("cgroup.procs"), Long.toString(pid));
        }
        Path record = files(1).path().resolve("record");
        Files.writeString(
                record,
                Files.readString(record)
                        .replace(before.path().toString(), named.path().toString()));
        assertThat(leaf(1)).isEqualTo(named);

        reopen();
        assertThat(driver.recover().getFirst().verdict()).isEqualTo(new Verdict.Alive(main));
        kill(main);
        assertThat(awaitEnd(1).leftovers()).isEqualTo(1);
        assertThat(ProcessStat.of(escaped).filter(ProcessStat::isAlive)).isEmpty();

        shell(2, "exec sleep 1000");
        until(() -> !Files.isDirectory(named.path()));
        assertThat(leaf(2).path().getFileName().toString()).startsWith("leaf-");
    }

    @Test
    void nothingOfWhatWaitsIsLeftAfterTheDriver() throws IOException {
        long first = shell(1, "exec sleep 1000");
        Pair waiting = waiting(leaf(1));
        end(1, first);
        driver.close();
        assertThat(ProcessStat.of(waiting.child()).filter(ProcessStat::isAlive)).isEmpty();
        assertThat(groups()).doesNotExist();
    }
}
