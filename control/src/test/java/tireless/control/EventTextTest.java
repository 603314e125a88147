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
