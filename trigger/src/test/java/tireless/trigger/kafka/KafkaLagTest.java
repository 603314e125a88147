package tireless.trigger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.Measure;
import tireless.trigger.NoReading;

class KafkaLagTest {
    private static final Measure TEN = new Measure(10, 0);

    private static List<KafkaLag.Partition> behind(long... lags) {
        List<KafkaLag.Partition> partitions = new ArrayList<>();
        for (long lag : lags) {
            partitions.add(new KafkaLag.Partition("t-" + partitions.size(), 0, lag, OptionalLong.of(0)));
        }
        return partitions;
    }

    private static KafkaRules rules(boolean persistent, boolean onlyWithLag, boolean evenly) {
        return new KafkaRules(10, false, false, false, persistent, onlyWithLag, evenly);
    }

    private static double value(KafkaRules rules, long... lags) throws NoReading {
        return ((Reading.Measured) new KafkaLag(rules).reading(behind(lags), TEN)).value();
    }

    @Test
    void thereAreNeverMoreThanPartitions() throws NoReading {
        assertThat(value(rules(false, false, false), 5, 6)).isEqualTo(11);
        assertThat(value(rules(false, false, false), 500, 6)).isEqualTo(20);
        assertThat(value(rules(false, false, false), 20, 5))
                .as("25 ÷ 10 would be rounded up to 3")
                .isEqualTo(20);
        assertThat(value(rules(false, true, false), 500, 0)).isEqualTo(10);
    }

    private static String of(KafkaRules rules, long... lags) throws NoReading {
        return ((Reading.Measured) new KafkaLag(rules).reading(behind(lags), TEN)).of();
    }

    @Test
    void theWholeLagIsToldBesideWhatCountsOfIt() throws NoReading {
        assertThat(of(rules(false, false, false), 5, 6)).isEmpty();
        assertThat(of(rules(false, false, false), 5_000, 1_000)).isEqualTo("lag 6,000, counted as 20 for 2 partitions");
        assertThat(of(rules(false, true, false), 500, 0))
                .isEqualTo("lag 500, counted as 10 for 1 of 2 partitions, which have a lag");
        assertThat(of(rules(false, false, true), 25, 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .isEqualTo("lag 25, counted as 50 so that 10 partitions are shared evenly");
    }

    @Test
    void evenlyTheNumberDividesThatOfThePartitions() throws NoReading {
        long[] ten = new long[10];
        ten[0] = 1;
        assertThat(value(rules(false, false, true), ten)).isEqualTo(10);
        ten[0] = 25;
        assertThat(value(rules(false, false, true), ten)).isEqualTo(50);
        ten[0] = 51;
        assertThat(value(rules(false, false, true), ten)).isEqualTo(100);
        assertThat(value(rules(false, false, true), new long[10])).isZero();
    }

    @Test
    void whereNothingMovesThereIsStillWorkButNoReasonForMore() throws NoReading {
        KafkaLag lag = new KafkaLag(rules(true, false, false));
        assertThat(lag.reading(behind(7), TEN)).isEqualTo(new Reading.Measured(7, 10, true));
        assertThat(lag.reading(behind(7), TEN)).isEqualTo(new Reading.Measured(0, 10, true));
        assertThat(lag.reading(List.of(new KafkaLag.Partition("t-0", 0, 9, OptionalLong.of(3))), TEN))
                .isEqualTo(new Reading.Measured(6, 10, true));
    }

    @Test
    void hugeLagSaturates() throws NoReading {
        KafkaRules idle = new KafkaRules(10, false, true, false, false, false, false);
        assertThat(((Reading.Measured) new KafkaLag(idle).reading(behind(Long.MAX_VALUE, Long.MAX_VALUE, 5), TEN))
                        .value())
                .isEqualTo(0x1p63);
    }

    @Test
    void aCommitBeyondTheEndIsNoLag() throws NoReading {
        assertThat(new KafkaLag(rules(false, false, false))
                        .reading(List.of(new KafkaLag.Partition("t-0", 0, 5, OptionalLong.of(9))), TEN))
                .isEqualTo(new Reading.Measured(0, 10, false));
    }
}
