package tireless.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogCounterTest {
    @Test
    void eachLineThatFitsIsAnItem() {
        LogCounter counter = new LogCounter("^done ");
        assertThat(counter.numbers().processed()).hasValue(0);
        assertThat(counter.line("done 1")).isTrue();
        assertThat(counter.line("not done 2")).isFalse();
        assertThat(counter.line("done 3")).isTrue();
        assertThat(counter.numbers().processed()).hasValue(2);
        assertThat(counter.numbers().backlog()).isEmpty();
    }

    @Test
    void namedGroupsAreTheNumbers() {
        LogCounter counter = new LogCounter(
                "n=(?<processed>\\d+)(?: bad=(?<errors>\\d+))? wait=(?<backlog>\\d+) busy=(?<inflight>\\d+)");
        assertThat(counter.numbers()).isEqualTo(Notification.Numbers.NONE);
        counter.line("n=10 bad=1 wait=7 busy=2");
        counter.line("n=15 wait=0 busy=0");
        assertThat(counter.numbers().processed()).hasValue(15);
        assertThat(counter.numbers().errors()).hasValue(1);
        assertThat(counter.numbers().backlog()).hasValue(0);
        assertThat(counter.numbers().inFlight()).hasValue(0);
    }

    @Test
    void aGroupOfAnotherNameLeavesItACountOfLines() {
        LogCounter counter = new LogCounter("(?<verb>done|finished)");
        counter.line("finished");
        assertThat(counter.numbers().processed()).hasValue(1);
    }

    @Test
    void aPatternThatHasTooManyWaysIsGivenUpAtEachLine() {
        LogCounter counter = new LogCounter("(a|a)*(a|a)*$b");
        long begun = System.nanoTime();
        for (int line = 0; line < 20; line++) {
            assertThat(counter.line("a".repeat(5000))).isFalse();
        }
        assertThat(counter.givenUp()).isEqualTo(20);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
