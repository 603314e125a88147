package tireless.chaos.truth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Order;
import tireless.chaos.schedule.Variant;

class WishesTest {
    private final Wishes wishes = new Wishes(new Crew("plain", Variant.PLAIN, 3));

    @Test
    void whatWasAnsweredMustBeThere() {
        wishes.answered(new Order.Apply("plain", 7));
        wishes.answered(new Order.Scale("plain", 2));
        assertThat(wishes.observed(new Wish(true, 7, 2, true))).isEmpty();
        assertThat(wishes.observed(new Wish(true, 7, 3, true))).isPresent();
    }

    @Test
    void whatGotNoAnswerMayBeThereOrNot() {
        wishes.answered(new Order.Apply("plain", 7));
        wishes.unanswered(new Order.Apply("plain", 8));
        assertThat(wishes.observed(new Wish(true, 8, 3, true))).isEmpty();
        assertThat(wishes.observed(new Wish(true, 7, 3, true)))
                .as("it was there before")
                .isPresent();
    }

    @Test
    void aRefusalNeedsAReason() {
        wishes.answered(new Order.Apply("plain", 7));
        assertThat(wishes.refused(new Order.Scale("plain", 1), "no")).isPresent();
        wishes.unanswered(new Order.Delete("plain"));
        assertThat(wishes.refused(new Order.Scale("plain", 1), "there is none")).isEmpty();
        assertThat(wishes.observed(new Wish(true, 7, 3, true)))
                .as("the refusal has told that it is gone")
                .isPresent();
    }

    @Test
    void whatIsPausedCanNotBeRestarted() {
        wishes.answered(new Order.Apply("plain", 7));
        wishes.answered(new Order.Pause("plain"));
        assertThat(wishes.refused(new Order.Restart("plain"), "it is paused")).isEmpty();
    }

    @Test
    void anAnswerNeedsAReasonToo() {
        assertThat(wishes.answered(new Order.Pause("plain"))).isPresent();
    }

    @Test
    void applyingAnewForgetsTheScaleOnlyWhereItWasDeleted() {
        wishes.answered(new Order.Apply("plain", 1));
        wishes.answered(new Order.Scale("plain", 1));
        wishes.answered(new Order.Pause("plain"));
        wishes.answered(new Order.Apply("plain", 2));
        assertThat(wishes.observed(new Wish(true, 2, 1, false))).isEmpty();
        wishes.answered(new Order.Delete("plain"));
        wishes.answered(new Order.Apply("plain", 3));
        assertThat(wishes.observed(new Wish(true, 3, 3, true))).isEmpty();
    }
}
