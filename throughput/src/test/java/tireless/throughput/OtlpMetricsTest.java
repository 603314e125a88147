package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OtlpMetricsTest {
    private static final int CUMULATIVE = 2;
    private static final int DELTA = 1;
    private static final Instant BEGAN = Instant.ofEpochSecond(1_000);
    private final OtlpMetrics metrics = new OtlpMetrics(BEGAN);

    /** An export of one sum with one point. */
    private static byte[] export(String process, String name, String series, double value, int temporality) {
        return export(process, name, joined(field(7, text(series)), fixed(4, value)), temporality);
    }

    /** The same of a point that says since when it counts and when it was taken. */
    private static byte[] timed(String process, double value, int temporality, long start, long at) {
        byte[] times = joined(nanos(2, start), nanos(3, at));
        return export(process, "jobs", joined(times, joined(field(7, text("x")), fixed(4, value))), temporality);
    }

    private static byte[] export(String process, String name, byte[] point, int temporality) {
        byte[] sum = joined(field(1, point), new byte[] {2 << 3, (byte) temporality});
        byte[] metric = joined(field(1, text(name)), field(7, sum));
        return field(1, joined(field(1, text(process)), field(2, field(2, metric))));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write((number << 3) | 2);
        int length = content.length;
        while (length >= 0x80) {
            out.write((length & 0x7f) | 0x80);
            length >>>= 7;
        }
        out.write(length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] fixed(int number, double value) {
        return ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) ((number << 3) | 1))
                .putDouble(value)
                .array();
    }

    private static byte[] nanos(int number, long seconds) {
        return fixed(number, Double.longBitsToDouble(seconds * 1_000_000_000));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    @Test
    void seriesAndProcessesAreAddedUp() throws MalformedException {
        metrics.accept(export("a", "jobs.done", "x", 3, CUMULATIVE));
        metrics.accept(export("a", "jobs.done", "y", 4, CUMULATIVE));
        metrics.accept(export("b", "jobs.done", "x", 5, CUMULATIVE));
        assertThat(metrics.accept(export("a", "jobs.done", "x", 6, CUMULATIVE)).sums())
                .isEqualTo(Map.of("jobs_done", 15.0));
    }

    @Test
    void whatIsSentAsTheGrowthIsAddedToWhatWas() throws MalformedException {
        metrics.accept(export("a", "jobs", "x", 3, DELTA));
        assertThat(metrics.accept(export("a", "jobs", "x", 4, DELTA)).sums()).isEqualTo(Map.of("jobs", 7.0));
    }

    @Test
    void aProcessThatCountedBeforeAnybodyListenedIsToldOnce() throws MalformedException {
        assertThat(metrics.accept(timed("a", 900, CUMULATIVE, 400, 1_001)).older())
                .isTrue();
        assertThat(metrics.accept(timed("a", 910, CUMULATIVE, 400, 1_002)).older())
                .isFalse();
        assertThat(metrics.accept(timed("b", 700, CUMULATIVE, 400, 1_002)).older())
                .isTrue();
        assertThat(metrics.accept(timed("begun-since", 5, CUMULATIVE, 1_002, 1_003))
                        .older())
                .isFalse();
        assertThat(metrics.accept(timed("tells-growth", 5, DELTA, 400, 1_003)).older())
                .isFalse();
        assertThat(metrics.accept(export("tells-no-time", "jobs", "x", 5, CUMULATIVE))
                        .older())
                .isTrue();
    }

    @Test
    void whenItWasCountedIsTold() throws MalformedException {
        assertThat(metrics.accept(timed("a", 9, CUMULATIVE, 400, 1_002)).at()).hasValue(Instant.ofEpochSecond(1_002));
        assertThat(metrics.accept(export("a", "jobs", "x", 9, CUMULATIVE)).at()).isEmpty();
    }

    @Test
    void seriesWithoutEndDoNotFillTheMemory() throws MalformedException {
        double sum = 0;
        for (int series = 0; series < OtlpMetrics.MOST_SERIES + 100; series++) {
            sum = metrics.accept(export("a", "jobs", "item " + series, 1, CUMULATIVE))
                    .sums()
                    .get("jobs");
        }
        assertThat(sum).isEqualTo(OtlpMetrics.MOST_SERIES);
    }

    @Test
    void whatIsCutAnywhereIsNoExportAndDoesNoHarm() throws MalformedException {
        byte[] whole = export("a", "jobs", "x", 3, CUMULATIVE);
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> metrics.accept(cut)).isInstanceOf(MalformedException.class);
        }
        assertThat(metrics.accept(whole).sums()).isEqualTo(Map.of("jobs", 3.0));
    }

    @Test
    void bytesOfChanceAreRefusedOrRead() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] whole = export("a", "jobs", "x", 3, CUMULATIVE);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            try {
                assertThat(new OtlpMetrics(BEGAN).accept(changed))
                        .as("seed %d", seed)
                        .isNotNull();
            } catch (MalformedException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageMatching("(?s).+");
            }
        }
    }
}
