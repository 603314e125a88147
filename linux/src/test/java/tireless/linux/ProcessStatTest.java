package tireless.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessStatTest {
    private static final String REST =
            "1 20 20 0 -1 4194304 1 2 3 4 7 5 2 1 20 0 1 0 9000 4096 25 18446744073709551615 1 1";

    @Test
    void aNameMayHoldSpacesAndParentheses() {
        ProcessStat stat = ProcessStat.parse("33 (a ) R (b)) S " + REST).orElseThrow();
        assertThat(stat.pid()).isEqualTo(33);
        assertThat(stat.state()).isEqualTo('S');
        assertThat(stat.group()).isEqualTo(20);
        assertThat(stat.session()).isEqualTo(20);
        assertThat(stat.cpuTicks()).isEqualTo(12);
        assertThat(stat.used().reaped()).isEqualTo(3);
        assertThat(stat.startTicks()).isEqualTo(9000);
        assertThat(stat.residentBytes()).isEqualTo(25 * PageSize.BYTES);
        assertThat(stat.isAlive()).isTrue();
    }

    @Test
    void zombiesAreNotAlive() {
        assertThat(ProcessStat.parse("33 (x) Z " + REST).orElseThrow().isAlive())
                .isFalse();
    }

    @Test
    void aProcessWhoseFirstThreadHasEndedLivesInTheOthers() {
        String rest = REST.replace(" 20 0 1 0 9000", " 20 0 3 0 9000");
        assertThat(ProcessStat.parse("33 (x) Z " + rest).orElseThrow().isAlive())
                .isTrue();
    }

    @Test
    void tornTextIsNoProcess() {
        String whole = "33 (x) S 1 20 20 0 -1 4194304 1 2 3 4 7 5 0 0 20 0 1 0 9000 4096 25";
        assertThat(ProcessStat.parse(whole)).isPresent();
        for (int length = 0; length < whole.length() - 3; length++) {
            assertThat(ProcessStat.parse(whole.substring(0, length))).isEmpty();
        }
    }

    @Test
    void readsThisProcess() throws IOException {
        long self = ProcessHandle.current().pid();
        assertThat(ProcessStat.of(self).orElseThrow().pid()).isEqualTo(self);
        assertThat(ProcessStat.of(Integer.MAX_VALUE)).isEmpty();
    }
}
