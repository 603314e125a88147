package tireless.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Uid;
import tireless.store.memory.MemoryStore;

/** What is told to have been done in some time is what replicas have told that they have processed, in whichever resolution. */
class SeriesPropertyTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final Instant RECENT = START.plusSeconds(1_000);

    private SeriesArchive archive = new SeriesArchive(new MemoryStore().series());

    @Property(tries = 60)
    void whatWasDoneAddsUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int replicas) {
        archive = new SeriesArchive(new MemoryStore().series());
        Random random = new Random(seed);
        int[] attempts = new int[replicas];
        Arrays.fill(attempts, 1);
        long[] counts = new long[replicas];
        boolean[] told = new boolean[replicas];
        long done = 0;
        long recently = 0;
        Instant now = START;
        look(now, attempts, counts, told);
        while (now.isBefore(START.plusSeconds(1_500))) {
            // Some looks come twice in a second, some late.
            now = now.plusMillis(400 + random.nextInt(1_300));
            for (int place = 0; place < replicas; place++) {
                if (random.nextInt(50) == 0) {
                    attempts[place]++;
                    counts[place] = 0;
                    told[place] = false;
                }
                int more = random.nextInt(20);
                // What was counted before its first word is known only of those that began between two looks.
                if (told[place] || attempts[place] > 1) {
                    counts[place] += more;
                    done += more;
                    recently += now.isBefore(RECENT) ? 0 : more;
                }
                told[place] = told[place] || random.nextInt(3) == 0 || attempts[place] > 1;
            }
            look(now, attempts, counts, told);
        }

        assertThat(sum(START, now)).as("in steps of 10 s").isEqualTo((double) done);
        assertThat(sum(RECENT, now)).as("in steps of 1 s").isEqualTo((double) recently);
    }

    private void look(Instant now, int[] attempts, long[] counts, boolean[] told) {
        List<ReplicaStatus> replicas = new ArrayList<>();
        for (int place = 0; place < attempts.length; place++) {
            replicas.add(replica(
                    place, attempts[place], told[place] ? OptionalLong.of(counts[place]) : OptionalLong.empty()));
        }
        archive.record(
                List.of(new ResourceStatus(PULSE, new Uid("u1"), 1, Power.ON, attempts.length, replicas, "")), now);
        archive.write(now);
    }

    private double sum(Instant since, Instant until) {
        return archive.read(PULSE, since, until).samples().stream()
                .filter(sample -> sample.second() <= until.getEpochSecond())
                .mapToDouble(sample -> sample.figures().getOrDefault(Figure.DONE, 0.0))
                .sum();
    }

    private static ReplicaStatus replica(int ordinal, int attempt, OptionalLong processed) {
        return CountingReplica.of(PULSE, ordinal, attempt, processed);
    }
}
