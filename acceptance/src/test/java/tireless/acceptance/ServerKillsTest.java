package tireless.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.api.ApplyRequest;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.RevisionView;
import tireless.api.SourceView;
import tireless.client.ApiClient;
import tireless.client.ApplyResult;
import tireless.model.TirelessException;

/**
 * {@code kill -9} of the server at random moments of what it does: what was applied is applied, else nothing of it is. {@code
 * -Dtireless.kills=500} kills more often, {@code -Dtireless.seed=N} at the same moments again.
 */
class ServerKillsTest extends AcceptanceTest {
    private static final int KILLS = Integer.getInteger("tireless.kills", 30);
    private static final long SEED = Long.getLong("tireless.seed", System.nanoTime());
    private static final List<ResourceRef> ALL = List.of(
            new ResourceRef("worker", "public", "one"),
            new ResourceRef("worker", "public", "two"),
            new ResourceRef("service", "public", "web"));
    private static final Pattern ROUND = Pattern.compile("ROUND: \"?(\\d+)");

    private final Random random = new Random(SEED);

    /** How long the server is left to its work, in nanoseconds; moves to where the commit is, on however fast a machine. */
    private double window = TimeUnit.MILLISECONDS.toNanos(30);

    @BeforeEach
    void start() {
        assertThat(sandbox.call("server", "start").status()).isZero();
    }

    @AfterEach
    void stop() {
        sandbox.call("server", "stop", "--workers");
    }

    private ApiClient api() {
        return ApiClient.of(sandbox.home());
    }

    private ApplyRequest manifests(int round) {
        String text = document("one", "worker", "v1beta", round) + "---\n" + document("two", "worker", "v1beta", round)
                + "---\n" + document("web", "service", "v1", round);
        return new ApplyRequest(
                List.of(new SourceView("all.yaml", sandbox.place().toString(), text)),
                new TreeMap<>(),
                Optional.empty(),
                false,
                true,
                false,
                "ada",
                Map.of());
    }

    private static String document(String name, String type, String version, int round) {
        return """
                name: %s
                version: %s
                type: %s
                %s:
                  stack: process
                  envs:
                    ROUND: "%d"
                  stackSpec:
                    shell: exec sleep 987654
                """.formatted(name, version, type, type, round);
    }

    /** Kills the server while {@code work} is under way, and waits for the next one; what the work came to. */
    private <T> Optional<T> killed(Supplier<T> work) {
        long pid = api().server().pid();
        CompletableFuture<Optional<T>> result = CompletableFuture.supplyAsync(() -> {
            try {
                return Optional.of(work.get());
            } catch (TirelessException cutOff) {
                return Optional.empty();
            }
        });
        LockSupport.parkNanos((long) (window * random.nextDouble(0.5, 1.5)));
        Signals.send("KILL", pid);
        Optional<T> answer = result.join();
        Waiting.until(sandbox.home(), () -> serves(pid));
        return answer;
    }

    private boolean serves(long killed) {
        try {
            return api().server().pid() != killed;
        } catch (TirelessException notYet) {
            return false;
        }
    }

    private int round(ResourceRef resource) {
        RevisionView current = api().history(resource).stream()
                .filter(RevisionView::current)
                .findFirst()
                .orElseThrow();
        Matcher round = ROUND.matcher(current.manifest());
        assertThat(round.find()).isTrue();
        return Integer.parseInt(round.group(1));
    }

    @Test
    void whatWasAppliedIsAppliedElseNothingIs() {
        api().apply(manifests(0));
        int last = 0;
        for (int i = 1; i <= KILLS; i++) {
            int round = i;
            Optional<ApplyResult> answer = killed(() -> api().apply(manifests(round)));
            List<Integer> rounds = ALL.stream().map(this::round).toList();
            assertThat(rounds).as("seed %d, kill %d", SEED, i).containsOnly(rounds.getFirst());
            assertThat(rounds.getFirst()).as("seed %d, kill %d", SEED, i).isIn(last, round);
            if (answer.isPresent()) {
                assertThat(rounds.getFirst())
                        .as("seed %d, kill %d: it was answered", SEED, i)
                        .isEqualTo(round);
            }
            window *= rounds.getFirst() == round ? 0.9 : 1.1;
            last = rounds.getFirst();
            assertThat(sandbox.traces().exactly("sleep 987654").size())
                    .as("seed %d, kill %d: none is doubled", SEED, i)
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void historyIsWholeWhateverWasUnderWay() {
        ResourceRef one = ALL.getFirst();
        api().apply(manifests(0));
        api().apply(manifests(1));
        for (int i = 0; i < KILLS / 3; i++) {
            int round = i + 2;
            switch (random.nextInt(5)) {
                case 0 -> killed(() -> api().rollback(one, OptionalInt.empty(), false));
                case 1 -> killed(() -> api().delete(List.of(one), false, false));
                case 2 -> killed(() -> api().undelete(one, OptionalInt.empty(), false));
                case 3 -> killed(() -> api().scale(one, random.nextInt(3)));
                default -> killed(() -> api().apply(manifests(round)));
            }
            assertThat(api().history(one)).as("seed %d, kill %d", SEED, i).satisfies(ServerKillsTest::isWhole);
        }
    }

    /** The second is replaced when the first is ready, some seconds later: that is left to the next server. */
    @Test
    void anAnsweredRestartIsCarriedOutAndNotTwice() {
        ResourceRef pair = new ResourceRef("worker", "public", "pair");
        apply(document("pair", "worker", "v1beta", 0).replace("  stack:", "  replicas: 2\n  stack:"));
        untilAttempts(pair, 1, 1);
        long asked = api().server().pid();
        api().restart(pair);
        Signals.send("KILL", asked);
        Waiting.until(sandbox.home(), () -> serves(asked));
        untilAttempts(pair, 2, 2);
        long second = api().server().pid();
        Signals.send("KILL", second);
        Waiting.until(sandbox.home(), () -> serves(second));
        untilAttempts(pair, 2, 2);
        assertThat(sandbox.traces().exactly("sleep 987654")).hasSize(2);
    }

    private void apply(String manifest) {
        Path file = sandbox.file("pair.yaml", manifest);
        assertThat(sandbox.call("apply", "-f", file.toString()).status()).isZero();
    }

    /** Waits until all its replicas are ready, and these are their attempts. */
    private void untilAttempts(ResourceRef resource, Integer... attempts) {
        Waiting.until(sandbox.home(), () -> {
            ResourceView seen = api().resource(resource);
            return seen.ready() == attempts.length
                    && seen.observed().stream()
                            .map(replica -> replica.attempt())
                            .toList()
                            .equals(List.of(attempts));
        });
    }

    /** Numbers grow by one within each life of the resource, and at most one revision is the desired one. */
    private static void isWhole(List<? extends RevisionView> history) {
        assertThat(history.stream().filter(RevisionView::current)).hasSizeLessThanOrEqualTo(1);
        for (int i = 1; i < history.size(); i++) {
            RevisionView newer = history.get(i - 1);
            RevisionView older = history.get(i);
            if (newer.uid().equals(older.uid())) {
                assertThat(newer.number()).isEqualTo(older.number() + 1);
            } else {
                assertThat(newer.number()).isEqualTo(1);
                assertThat(older.deletedAt()).isPresent();
            }
        }
    }
}
