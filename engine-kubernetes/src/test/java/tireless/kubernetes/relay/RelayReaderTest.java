package tireless.kubernetes.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tireless.kubernetes.relay.RelayReader.Heard;
import tireless.throughput.Notification;
import tireless.throughput.ReplicaSignals;
import tireless.throughput.relay.RelayLine;

/** The node has another clock than this machine: it was booted a thousand seconds later. */
class RelayReaderTest {
    private static final Duration APART = Duration.ofSeconds(1_000);
    private static final Instant NODE_BOOTED = Instant.parse("2026-11-26T20:00:00Z");

    private final RelayReader reader = new RelayReader();
    private ReplicaSignals signals = ReplicaSignals.NONE;

    private static Notification said(String text) {
        return Notification.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Notification looked(long processed) {
        return Notification.of(
                new Notification.Numbers(
                        OptionalLong.of(processed), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                Notification.Origin.LOOKED_FOR);
    }

    private static RelayLine.Report report(double heard, Notification said) {
        return new RelayLine.Report(seconds(heard), said);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(1_000 * seconds));
    }

    private static String line(double up, RelayLine.Report... reports) {
        return new RelayLine("boot-1", seconds(up), NODE_BOOTED.plus(seconds(up)), List.of(reports), Optional.empty())
                .write();
    }

    /** Takes in a line that took this long. */
    private List<Notification> take(String line, double up, double late) {
        List<Heard> news = reader.line(line, seconds(up + late).plus(APART));
        return tell(news);
    }

    private List<Notification> tell(List<Heard> news) {
        List<Notification> told = new ArrayList<>();
        for (Heard heard : news) {
            if (heard instanceof Heard.Said(Notification words, Duration at)) {
                told.add(words);
                signals = signals.with(words, at);
            }
        }
        return told;
    }

    private double perSecond(double up) {
        return signals.throughput(seconds(up).plus(APART)).perSecond().orElse(-1);
    }

    @Test
    void whatWasSaidIsToldOnceWithTheTimeThatItWasHeardAt() {
        RelayLine.Report first = report(9, said("READY=1\nX_PROCESSED=4"));
        assertThat(reader.line(line(10, first), seconds(1_010)))
                .containsExactly(new Heard.Said(first.said(), seconds(1_009)));
        RelayLine.Report second = report(11.5, said("WATCHDOG=1"));
        assertThat(reader.line(line(12, first, second), seconds(1_012)))
                .containsExactly(new Heard.Said(second.said(), seconds(1_011.5)));
        assertThat(reader.line(line(14, first, second), seconds(1_014))).isEmpty();
        assertThat(reader.heardUntil()).contains(seconds(1_014));
    }

    @Test
    void whatIsNoLineOfARelaySaysNothing() {
        assertThat(reader.line("tireless-relay: can not make the socket", APART))
                .isEmpty();
        assertThat(reader.line("", APART)).isEmpty();
        assertThat(reader.heardUntil()).isEmpty();
    }

    @Test
    void linesThatComeAgainAfterTheStreamBrokeAreToldOnce() {
        String ten = line(10, report(9, said("X_PROCESSED=1")));
        String twelve = line(12, report(11, said("X_PROCESSED=2")));
        String fourteen = line(14, report(13, said("X_PROCESSED=3")));
        assertThat(take(ten, 10, 0)).hasSize(1);
        assertThat(take(twelve, 12, 0)).hasSize(1);
        assertThat(take(ten, 10, 5)).isEmpty();
        assertThat(take(twelve, 12, 3)).isEmpty();
        assertThat(take(fourteen, 14, 1)).containsExactly(said("X_PROCESSED=3"));
    }

    /** A reader that begins anew asks for the last line alone. */
    @Test
    void oneLineIsEnoughToBeginWith() {
        take(
                line(500, report(20, said("READY=1\nSTATUS=works")), report(499, said("X_PROCESSED=70\nX_BACKLOG=2"))),
                500,
                0);
        assertThat(signals.ready()).isTrue();
        assertThat(signals.status()).isEqualTo("works");
        assertThat(signals.counters().backlog()).hasValue(2);
    }

    @Test
    void theRateIsThatOfTheWorkerHoweverLateTheLinesCome() {
        for (int up = 0; up <= 20; up += 2) {
            take(line(up, report(up, looked(10L * up))), up, up % 4 == 0 ? 0 : 1.9);
        }
        assertThat(perSecond(20)).isBetween(9.9, 10.1);
        // The stream breaks for a minute; then all comes at once.
        for (int up = 22; up <= 80; up += 2) {
            take(line(up, report(up, looked(10L * up))), up, 81 - up);
        }
        assertThat(perSecond(81)).isBetween(9.9, 10.1);
    }

    /** The first line lay there for some time: it seems newer than it is, until one comes that shows it. */
    @Test
    void aHeapOfOldLinesAtTheBeginMakesNoWrongRate() {
        take(line(10, report(10, looked(100))), 10, 60);
        for (int up = 12; up <= 60; up += 2) {
            take(line(up, report(up, looked(10L * up))), up, 70 - up);
        }
        for (int up = 62; up <= 90; up += 2) {
            take(line(up, report(up, looked(10L * up))), up, 0);
            double rate = perSecond(up);
            assertThat(rate < 0 || (rate > 9.9 && rate < 10.1))
                    .as("at %s: %s", up, rate)
                    .isTrue();
        }
        assertThat(perSecond(90)).isBetween(9.9, 10.1);
        assertThat(reader.heardUntil()).contains(seconds(1_090));
    }

    /** Two clocks that are never compared run apart, by some seconds a day. */
    @Test
    void aClockThatRunsFasterIsFollowed() {
        for (int up = 0; up < 200_000; up += 2) {
            reader.line(line(up), seconds(up + 0.01 + up * 5e-5).plus(APART));
        }
        Duration until = reader.heardUntil().orElseThrow();
        assertThat(until.minus(APART)).isBetween(seconds(199_998 + 9.9), seconds(199_998 + 10.1));
    }

    @Test
    void silenceOfTheWorkerIsNotSilenceOfTheRelay() {
        take(line(10, report(9, said("WATCHDOG=1"))), 10, 0);
        take(line(40, report(9, said("WATCHDOG=1"))), 40, 0);
        assertThat(signals.lastHeartbeat()).contains(seconds(1_009));
        assertThat(reader.heardUntil()).contains(seconds(1_040));
    }

    @Test
    void ofAContainerThatBeganAnewTheWordsOfTheOneBeforeAreNotTold() {
        RelayLine.Report before = report(9, said("READY=1\nSTATUS=dies"));
        RelayLine.Report after = report(21.5, said("STATUS=begins"));
        take(line(10, before), 10, 0);
        signals = ReplicaSignals.NONE;
        assertThat(tell(reader.began(NODE_BOOTED.plusSeconds(20)))).isEmpty();
        assertThat(take(line(22, before, after), 22, 0)).containsExactly(after.said());
        assertThat(signals.ready()).isFalse();
    }

    @Test
    void ofAContainerOfWhichIsHeardLateNothingIsLost() {
        RelayLine.Report before = report(9, said("READY=1\nSTATUS=dies"));
        RelayLine.Report after = report(21.5, said("READY=1"));
        assertThat(take(line(22, before, after), 22, 0)).hasSize(2);
        signals = ReplicaSignals.NONE;
        Instant began = NODE_BOOTED.plusSeconds(20);
        assertThat(tell(reader.began(began))).containsExactly(after.said());
        assertThat(tell(reader.began(began))).isEmpty();
        assertThat(signals.status()).isEmpty();
    }

    @Test
    void aNodeThatWasBootedAnewIsHeardAnew() {
        take(line(5_000, report(4_999, said("X_PROCESSED=9"))), 5_000, 0);
        String anew = new RelayLine(
                        "boot-2",
                        seconds(30),
                        NODE_BOOTED,
                        List.of(report(29, said("X_PROCESSED=1"))),
                        Optional.empty())
                .write();
        assertThat(reader.line(anew, seconds(7_000)))
                .containsExactly(new Heard.Said(said("X_PROCESSED=1"), seconds(6_999)));
    }

    @Test
    void aWarningIsToldOnce() {
        assertThat(reader.line(warning(10), seconds(1_010)))
                .containsExactly(
                        new Heard.Warned("no page", seconds(1_008)),
                        new Heard.Said(said("X_PROCESSED=1"), seconds(1_009)));
        assertThat(reader.line(warning(12), seconds(1_012))).isEmpty();
    }

    private static String warning(double up) {
        return new RelayLine(
                        "boot-1",
                        seconds(up),
                        NODE_BOOTED,
                        List.of(report(9, said("X_PROCESSED=1"))),
                        Optional.of(new RelayLine.Warning(seconds(8), "no page")))
                .write();
    }
}
