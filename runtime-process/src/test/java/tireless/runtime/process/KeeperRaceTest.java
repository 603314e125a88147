package tireless.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.linux.BootClock;
import tireless.linux.Pidfd;
import tireless.linux.ProcessStat;
import tireless.linux.Readiness;
import tireless.model.Exit;
import tireless.model.Signal;
import tireless.runtime.RuntimeDriver;
import tireless.runtime.StartResult;
import tireless.runtime.Verdict;
import tireless.testing.runtime.RuntimeFixture;

/**
 * Starts attempt after attempt while somebody kills the keeper, its child or both at a random moment of the start, and settles the
 * attempt as a newcomer does. No command may run after its attempt was called dead, and never two at once.
 */
class KeeperRaceTest extends RuntimeFixture {
    private static final int LONGEST_DELAY_MICROS = 9_000;

    private static final BootClock CLOCK = new BootClock();

    private final Set<Integer> neverRan = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Integer> outcomes = new HashMap<>();

    @Override
    protected RuntimeDriver open(Path home) {
        return Drivers.open(home, BASE, Cgroups.NONE);
    }

    @Test
    void neverTwoAndNeverAfterDeath() throws Exception {
        race(150);
    }

    @Test
    @Tag("slow")
    void neverTwoAndNeverAfterDeathForLong() throws Exception {
        race(4_000);
    }

    private void race(int rounds) throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random random = new Random(seed);
        Files.createDirectory(folder.resolve("ran"));
        for (int round = 1; round <= rounds; round++) {
            String where = "round %d, -Dseed=%d".formatted(round, seed);
            int number = round;
            Duration delay = Duration.ofNanos(1000L * random.nextInt(LONGEST_DELAY_MICROS));
            int kind = random.nextInt(4);
            int pick = random.nextInt(100);
            CompletableFuture<Void> rival = CompletableFuture.runAsync(() -> interfere(number, kind, pick, delay));
            StartResult result =
                    start(number, run("/bin/sh", "-c", ": >" + mark(number) + "; exec sleep " + (100_000 + number)));
            rival.get();
            Verdict verdict = settleForSure(number);
            if (verdict instanceof Verdict.Alive(long pid)) {
                assertThat(runningWith("sleep", number)).as(where).hasSizeLessThanOrEqualTo(1);
                assertThat(pid).as(where).isPositive();
                verdict = killed(number);
            } else if (result instanceof StartResult.NotStarted) {
                assertThat(((Verdict.Dead) verdict).exit()).as(where).isInstanceOf(Exit.NotStarted.class);
            }
            assertThat(((Verdict.Dead) verdict).exit().isSuccess()).as(where).isFalse();
            assertThat(runningWith("sleep", number)).as(where).isEmpty();
            if (((Verdict.Dead) verdict).exit() instanceof Exit.NotStarted) {
                neverRan.add(number);
            }
            outcomes.merge(neverRan.contains(number) ? 0 : 1, 1, Integer::sum);
        }
        for (int number : neverRan) {
            assertThat(mark(number)).as("seed %d", seed).doesNotExist();
        }
        // Else the moments of interference miss what they are to hit.
        assertThat(outcomes).as("seed %d", seed).containsKeys(0, 1);
    }

    private Verdict settleForSure(int number) throws IOException {
        return sure(() -> driver.settle(attempt(number)));
    }

    private Verdict settleForSure(int number, Settlement settlement) throws IOException {
        return sure(() -> settlement.settle(attempt(number)));
    }

    private interface Asking {
        Verdict ask() throws IOException;
    }

    private static Verdict sure(Asking asking) throws IOException {
        for (int asked = 0; asked < 20_000; asked++) {
            Verdict verdict = asking.ask();
            if (!(verdict instanceof Verdict.Undecided)) {
                return verdict;
            }
            Readiness.pause(Duration.ofMillis(1));
        }
        throw new AssertionError("undecided for too long");
    }

    /** A kill that was sent may take a moment to arrive. */
    private Verdict.Dead killed(int number) throws IOException {
        driver.kill(attempt(number));
        for (int asked = 0; asked < 20_000; asked++) {
            if (settleForSure(number) instanceof Verdict.Dead dead) {
                return dead;
            }
            Readiness.pause(Duration.ofMillis(1));
        }
        throw new AssertionError("alive for too long");
    }

    /** Kills nobody, one, or all of the start's processes, and then does what a supervisor does that comes anew. */
    private void interfere(int number, int kind, int pick, Duration delay) {
        try {
            AttemptFolder files = new Home(home()).folder(attempt(number));
            spin(delay);
            if (!files.exists()) {
                return;
            }
            List<Long> found =
                    kind == 0 ? List.of() : processes().filter(this::isKeeper).toList();
            for (int index = 0; index < found.size(); index++) {
                if (kind == 3 || index == pick % found.size()) {
                    kill9(found.get(index));
                }
            }
            if (settleForSure(number, newcomer()) instanceof Verdict.Dead && Files.notExists(mark(number))) {
                neverRan.add(number);
            }
        } catch (IOException gone) {
            // It was over before.
        }
    }

    private Settlement newcomer() throws IOException {
        Home home = new Home(home());
        Leftovers leftovers = new Leftovers(home, new ProcessTable(), new Culling(CLOCK));
        return new Settlement(home, CLOCK.now().boot(), leftovers, new SentSignals(), _ -> {});
    }

    private Path mark(int number) {
        return folder.resolve("ran").resolve(Integer.toString(number));
    }

    private static void spin(Duration delay) {
        long end = CLOCK.now().sinceBoot().plus(delay).toNanos();
        while (CLOCK.now().sinceBoot().toNanos() < end) {
            Thread.onSpinWait();
        }
    }

    private static void kill9(long pid) throws IOException {
        try (Pidfd process = Pidfd.open(pid).orElse(null)) {
            if (process != null) {
                process.send(Signal.KILL);
            }
        }
    }

    private List<Long> runningWith(String word, int number) throws IOException {
        return processes()
                .filter(pid -> commandLine(pid).equals(word + "\0" + (100_000 + number) + "\0"))
                .toList();
    }

    /** Or its child, or the one that waits for the next order. */
    private boolean isKeeper(long pid) {
        return commandLine(pid).contains(home().resolve("keeper-").toString());
    }

    private static Stream<Long> processes() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
            return entries
                    .map(entry -> entry.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .filter(KeeperRaceTest::isAlive)
                    .toList()
                    .stream();
        }
    }

    private static boolean isAlive(long pid) {
        try {
            return ProcessStat.of(pid).filter(ProcessStat::isAlive).isPresent();
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private static String commandLine(long pid) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
