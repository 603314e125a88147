package tireless.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tireless.model.Event;
import tireless.model.Exit;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Uid;

class EventTextTest {
    private static String text(Happening happening) {
        return new EventText(ZoneOffset.UTC)
                .of(new Event(
                        Instant.EPOCH,
                        ResourceKey.worker("public", "pulse"),
                        new Uid("uid"),
                        OptionalInt.of(0),
                        happening));
    }

    @Test
    void anEndSaysAfterWhatTime() {
        assertThat(text(new Happening.Exited(1, new Exit.Status(3), Duration.ofMillis(4))))
                .isEqualTo("pulse-0 exited 3 after 4 ms");
    }

    @Test
    void theHintOfWhatNeverRanEndsTheLine() {
        assertThat(text(new Happening.Exited(
                        1, new Exit.NotStarted("the program x does not exist: install it"), Duration.ofMillis(4))))
                .isEqualTo("pulse-0 not started: the program x does not exist: install it");
    }

    @Test
    void anEndWithoutAFaultIsNoFailure() {
        assertThat(EventText.inARow(1, false)).isEqualTo("1 failure in a row");
        assertThat(EventText.inARow(5, false)).isEqualTo("5 failures in a row");
        assertThat(text(new Happening.BackedOff(5, Duration.ofSeconds(4), Instant.EPOCH, true)))
                .isEqualTo("pulse-0 backing off until 00:00:00 (4.0 s): 5 early ends in a row");
    }

    @Test
    void leftoversAreCounted() {
        assertThat(text(new Happening.LeftoversKilled(1))).isEqualTo("pulse-0 left 1 process behind, killed");
        assertThat(text(new Happening.LeftoversKilled(2))).isEqualTo("pulse-0 left 2 processes behind, killed");
    }

    @Test
    void whatAnEarlierRunLeftStoppedStartsAgain() {
        assertThat(text(new Happening.PowerChanged(Power.ON))).isEqualTo("pulse-0 starts again");
    }

    @Test
    void amountsAreShort() {
        assertThat(EventText.size(1)).isEqualTo("1 kB");
        assertThat(EventText.size(999_999)).isEqualTo("1000 kB");
        assertThat(EventText.size(312_400_000)).isEqualTo("312.4 MB");
    }
}
