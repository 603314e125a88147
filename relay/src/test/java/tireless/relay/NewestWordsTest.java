package tireless.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tireless.testing.ManualTime;
import tireless.throughput.Notification;
import tireless.throughput.relay.RelayLine;

class NewestWordsTest {
    private final ManualTime time = new ManualTime();
    private final NewestWords words = new NewestWords(time);

    private static Notification said(String text) {
        return Notification.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Notification looked(long processed, boolean anew) {
        return Notification.of(
                new Notification.Numbers(
                        OptionalLong.of(processed), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()),
                new Notification.Origin(Duration.ZERO, anew, true));
    }

    /** Hears it a second after what came before. */
    private Duration hear(Notification said) {
        time.advance(Duration.ofSeconds(1));
        words.hear(said);
        return time.now().sinceBoot();
    }

    private List<Notification> reported() {
        return words.line().reports().stream().map(RelayLine.Report::said).toList();
    }

    @Test
    void ofEachKindTheNewestWordIsKeptWithItsTime() {
        Duration first = hear(said("READY=1\nSTATUS=begins\nX_PROCESSED=0\nX_BACKLOG=9"));
        Duration second = hear(said("WATCHDOG=1\nX_PROCESSED=4"));
        Duration third = hear(said("WATCHDOG=1\nX_PROCESSED=5"));
        assertThat(words.line().reports())
                .containsExactly(
                        new RelayLine.Report(first, said("READY=1\nSTATUS=begins\nX_BACKLOG=9")),
                        new RelayLine.Report(third, said("WATCHDOG=1\nX_PROCESSED=5")));
        assertThat(second).isBetween(first, third);
    }

    @Test
    void whatIsToldAndWhatIsLookedForAreKeptApart() {
        hear(looked(7, false));
        hear(said("X_PROCESSED=8"));
        hear(looked(9, false));
        assertThat(reported()).containsExactly(said("X_PROCESSED=8"), looked(9, false));
    }

    @Test
    void whatSaysNothingIsForgotten() {
        hear(said("MAINPID=4\n\u0000garbage"));
        hear(said(""));
        assertThat(reported()).isEmpty();
    }

    /** What they grew by is not what was done meanwhile: that must be heard by who reads the lines. */
    @Test
    void numbersThatHoldWhatNobodyHeardOfAreSuchUntilTheyWerePrinted() {
        hear(looked(1_000, true));
        hear(looked(1_010, false));
        assertThat(reported()).containsExactly(looked(1_010, true));
        hear(looked(1_020, false));
        assertThat(reported()).containsExactly(looked(1_020, false));
    }

    @Test
    void twoThatComeAtOneTimeAreHeardOneAfterTheOther() {
        words.hear(said("READY=1"));
        words.hear(said("X_PROCESSED=1"));
        RelayLine line = words.line();
        List<Duration> heard =
                line.reports().stream().map(RelayLine.Report::heard).toList();
        assertThat(heard).isSorted().doesNotHaveDuplicates().allMatch(at -> at.compareTo(line.up()) < 0);
    }

    @Test
    void aFloodOfLongWordsStaysOneLine() {
        for (int at = 0; at < 10_000; at++) {
            words.hear(said("READY=1\nX_PROCESSED=" + at + "\nSTATUS=" + "ä\u2028".repeat(3_000)));
            words.hear(looked(at, true));
            words.warn("too long".repeat(10_000));
        }
        String line = words.line().write();
        assertThat(line.length()).isLessThan(16_000);
        assertThat(RelayLine.parse(line)).isPresent();
    }

    @Test
    void theNewestWarningIsTold() {
        assertThat(words.line().warning()).isEmpty();
        words.warn("first");
        words.warn("second");
        assertThat(words.line().warning()).map(RelayLine.Warning::text).contains("second");
    }
}
