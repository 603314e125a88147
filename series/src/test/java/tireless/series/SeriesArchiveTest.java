package tireless.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tireless.model.Findings;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ReplicaUse;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.Throughput;
import tireless.model.Uid;
import tireless.store.SeriesChunks;
import tireless.store.memory.MemoryStore;

/** What is known of the past of a worker, and for how long. */
class SeriesArchiveTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SeriesChunks store = new MemoryStore().series();
    private SeriesArchive archive = new SeriesArchive(store);
    private Instant now = START;

    @Test
    void everySecondOfTheLastTenMinutesIsKnown() {
        work(Duration.ofMinutes(20), 5);

        Series series = archive.read(PULSE, now.minusSeconds(600), now);

        assertThat(series.step()).isEqualTo(Duration.ofSeconds(1));
        assertThat(series.samples()).hasSize(600);
        assertThat(series.samples().getLast().figures())
                .containsEntry(Figure.PER_SECOND, 10.0)
                .containsEntry(Figure.BACKLOG, 7.0)
                .containsEntry(Figure.READY, 0.0)
                .containsEntry(Figure.REPLICAS, 2.0)
                .containsEntry(Figure.RESTARTS, 6.0)
                .containsEntry(Figure.MILLI_CORES, 500.0)
                .containsEntry(Figure.MEMORY, 2_000_000.0)
                .doesNotContainKeys(Figure.IN_FLIGHT, Figure.ERRORS_PER_SECOND);
    }

    @Test
    void whatLiesFurtherBackIsKnownMoreCoarsely() {
        work(Duration.ofHours(7), 5);

        assertThat(archive.read(PULSE, now.minus(Duration.ofHours(6)), now).samples())
                .hasSize(6 * 360);
        Series coarse = archive.read(PULSE, START, now);
        assertThat(coarse.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(coarse.samples()).hasSize(7 * 12);
        assertThat(coarse.samples())
                .allSatisfy(sample -> assertThat(sample.figures()).containsEntry(Figure.PER_SECOND, 10.0));
    }

    @Test
    void aLongerTimeHasTheAverageOfRatesAndThePeakOfWhatWaits() {
        assertThat(Downsampling.of(
                        List.of(
                                new Sample(20, Map.of(Figure.PER_SECOND, 2.0, Figure.BACKLOG, 1.0)),
                                new Sample(25, Map.of(Figure.PER_SECOND, 4.0, Figure.BACKLOG, 9.0)),
                                new Sample(29, Map.of()),
                                new Sample(40, Map.of())),
                        10))
                .containsExactly(
                        new Sample(20, Map.of(Figure.PER_SECOND, 3.0, Figure.BACKLOG, 9.0)), new Sample(40, Map.of()));
    }

    @Test
    void theNextServerKnowsWhatAnEarlierOneMeasured() {
        work(Duration.ofMinutes(57), 5);
        archive = new SeriesArchive(store);
        now = now.plusSeconds(60);
        work(Duration.ofMinutes(2), 8);

        List<Sample> near = archive.read(PULSE, now.minusSeconds(600), now).samples();
        assertThat(near).hasSizeBetween(530, 540);
        assertThat(near.getFirst().figures()).containsEntry(Figure.PER_SECOND, 10.0);
        assertThat(near.getLast().figures()).containsEntry(Figure.PER_SECOND, 16.0);
        List<Sample> far = archive.read(PULSE, START, now).samples();
        // Without the minute in which there was no server.
        assertThat(far).hasSizeBetween(59 * 6 - 2, 59 * 6);
        assertThat(far.getFirst().second()).isEqualTo(START.getEpochSecond());
    }

    @Test
    void whatIsKeptOfAWorkerHasAnEnd() {
        SeriesArchive filled = new SeriesArchive(store);
        for (int step = 0; step < 32 * 24 * 12; step++) {
            now = now.plusSeconds(300);
            filled.record(List.of(pulse(5)), now.minusSeconds(1));
            filled.write(now);
        }

        assertThat(chunks(Resolution.SECOND)).isLessThan(20);
        assertThat(chunks(Resolution.TEN_SECONDS)).isLessThan(40);
        assertThat(chunks(Resolution.FIVE_MINUTES)).isBetween(144, 147);
        assertThat(filled.read(PULSE, START, now).samples()).hasSizeGreaterThan(30 * 24 * 12);
    }

    private int chunks(Resolution resolution) {
        return store.read(PULSE, resolution.step(), 0, Long.MAX_VALUE).size();
    }

    @Test
    void whoIsGoneIsStillKnownFromTheStore() {
        work(Duration.ofMinutes(3), 5);
        archive.retain(Set.of());

        assertThat(archive.read(PULSE, START, now).samples()).hasSize(180);
    }

    @Test
    void whatIsStoredIsReadBackAndWhatIsDamagedIsAGap() {
        List<Sample> samples = List.of(
                new Sample(100, Map.of(Figure.PER_SECOND, 2.5, Figure.MEMORY, 1024.0)),
                new Sample(130, Map.of(Figure.RESTARTS, 3.0)));
        String text = ChunkText.write(60, samples);

        assertThat(ChunkText.read(60, text)).contains(samples);
        int damaged = 0;
        for (int place : IntStream.range(0, text.length()).toArray()) {
            char other = text.charAt(place) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, place) + other + text.substring(place + 1);
            Optional<List<Sample>> read = ChunkText.read(60, changed);
            assertThat(read.isEmpty() || read.get().equals(samples)).as(changed).isTrue();
            damaged += read.isEmpty() ? 1 : 0;
        }
        assertThat(damaged).isGreaterThan(text.length() / 2);
    }

    /** A thousand workers for ten minutes, as fast as it goes. */
    @Test
    void aThousandWorkersAreMeasuredInAFractionOfACore() {
        List<ResourceStatus> statuses = IntStream.range(0, 1_000)
                .mapToObj(number -> status(ResourceKey.worker("public", "w" + number), number))
                .toList();
        run(statuses, 300);
        long began = cpuNanos();
        run(statuses, 600);
        double share = (cpuNanos() - began) / 600e9;

        assertThat(share).as("of a core").isLessThan(0.02);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private void run(List<ResourceStatus> statuses, int seconds) {
        for (int second = 0; second < seconds; second++) {
            now = now.plusSeconds(1);
            archive.record(statuses, now.minusSeconds(1));
            archive.write(now);
        }
    }

    private void work(Duration time, double perSecond) {
        run(List.of(pulse(perSecond)), Math.toIntExact(time.toSeconds()));
    }

    private static ResourceStatus pulse(double perSecond) {
        return status(PULSE, perSecond);
    }

    private static ResourceStatus status(ResourceKey key, double perSecond) {
        return new ResourceStatus(
                key,
                new Uid("u1"),
                1,
                Power.ON,
                2,
                List.of(replica(key, 0, perSecond, 3), replica(key, 1, perSecond, 7)),
                "");
    }

    private static ReplicaStatus replica(ResourceKey key, int ordinal, double perSecond, long backlog) {
        Throughput said = new Throughput(
                OptionalDouble.of(perSecond),
                OptionalLong.of(1),
                OptionalLong.empty(),
                OptionalLong.of(backlog),
                OptionalLong.empty());
        return new ReplicaStatus(
                        new SlotId(key, ordinal),
                        1,
                        1,
                        new Phase.Stopped(),
                        3,
                        Optional.empty(),
                        new SelfReport(said, ""),
                        Findings.NONE)
                .with(new ReplicaUse(OptionalDouble.of(250), OptionalLong.of(1_000_000)));
    }
}
