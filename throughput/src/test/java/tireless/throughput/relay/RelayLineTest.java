package tireless.throughput.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.throughput.Notification;

class RelayLineTest {
    private static final String BOOT = "4f1c";
    private static final Duration UP = Duration.ofSeconds(104);
    private static final Instant AT = Instant.parse("2026-11-26T20:00:00.123Z");

    private static RelayLine line(RelayLine.Report... reports) {
        return new RelayLine(BOOT, UP, AT, List.of(reports), Optional.empty());
    }

    private static Notification said(String text) {
        return Notification.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineCanBeReadByPeople() {
        RelayLine.Report told = new RelayLine.Report(
                UP.minusMillis(350), said("READY=1\nX_PROCESSED=12\nX_BACKLOG=3\nSTATUS=12 done, äh"));
        RelayLine.Report looked = new RelayLine.Report(
                UP.minusMillis(5),
                Notification.of(
                        said("X_ERRORS=1").numbers(), new Notification.Origin(Duration.ofSeconds(1), true, true)));
        RelayLine line = new RelayLine(
                BOOT, UP, AT, List.of(told, looked), Optional.of(new RelayLine.Warning(UP, "no page = no count")));
        assertThat(line.write())
                .isEqualTo("tireless-relay 1 boot=4f1c up=104000000 at=1795723200123"
                        + " told=350000 ready processed=12 backlog=3 status=12+done%2C+%C3%A4h"
                        + " looked=5000 errors=1 age=1000000 anew"
                        + " warning=0 text=no+page+%3D+no+count .");
        assertThat(RelayLine.parse(line.write())).contains(line);
    }

    @Test
    void whoHasHeardNothingSaysSo() {
        assertThat(RelayLine.parse(line().write())).contains(line());
    }

    @Test
    void aPartOfALineIsNone() {
        String whole = line(new RelayLine.Report(UP, said("X_PROCESSED=1234"))).write();
        for (int end = 0; end < whole.length(); end++) {
            assertThat(RelayLine.parse(whole.substring(0, end))).isEmpty();
            assertThat(RelayLine.parse(whole.substring(end + 1))).isEmpty();
        }
    }

    @Test
    void whatALaterVersionAddsIsLeftToIt() {
        String later = line(new RelayLine.Report(UP, said("X_PROCESSED=1")))
                .write()
                .replace(" processed=1", " colour=red processed=1 loud")
                .replace(" at=", " rack=7 at=");
        assertThat(RelayLine.parse(later)).contains(line(new RelayLine.Report(UP, said("X_PROCESSED=1"))));
        assertThat(RelayLine.parse(line().write().replace("tireless-relay 1", "tireless-relay 2")))
                .isEmpty();
    }

    @Test
    void aTextDoesNoHarmOnATerminal() {
        String forged = line().write().replace(" .", " told=0 status=%1B%5B2Jgone%0A .");
        assertThat(RelayLine.parse(forged)
                        .orElseThrow()
                        .reports()
                        .getFirst()
                        .said()
                        .status())
                .contains(" [2Jgone ");
    }

    @Test
    void numbersThatCannotBeAreNoLine() {
        String whole = line(new RelayLine.Report(UP, said("X_PROCESSED=1"))).write();
        for (String wrong : List.of("-1", "1e3", "99999999999999999999", "", "0x1")) {
            assertThat(RelayLine.parse(whole.replace("processed=1", "processed=" + wrong)))
                    .isEmpty();
            assertThat(RelayLine.parse(whole.replace("told=0", "told=" + wrong)))
                    .isEmpty();
        }
        assertThat(RelayLine.parse(whole.replace("told=0", "told=104000001"))).isEmpty();
        assertThat(RelayLine.parse(whole.replace("told=0", "told=9223372036854775807")))
                .isEmpty();
        assertThat(RelayLine.parse(whole.replace("boot=4f1c", "boot="))).isEmpty();
    }
}
