package tireless.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyQueueTest {
    private final KeyQueue<String> queue = new KeyQueue<>();

    private static Duration at(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void holdsAKeyOnce() {
        queue.add("a", at(1));
        queue.add("a", at(1));

        assertThat(queue.take(at(1))).contains("a");
        assertThat(queue.take(at(1))).isEmpty();
    }

    @Test
    void givesNoKeyBeforeItIsDue() {
        queue.add("a", at(5));

        assertThat(queue.take(at(4))).isEmpty();
        assertThat(queue.nextDue()).contains(at(5));
        assertThat(queue.take(at(5))).contains("a");
    }

    @Test
    void becomesDueEarlierButNeverLater() {
        queue.add("a", at(5));
        queue.add("a", at(9));
        queue.add("a", at(2));

        assertThat(queue.nextDue()).contains(at(2));
        assertThat(queue.take(at(2))).contains("a");
        assertThat(queue.nextDue()).isEmpty();
    }

    @Test
    void givesTheLongestDueFirst() {
        queue.add("late", at(3));
        queue.add("early", at(1));

        assertThat(queue.take(at(9))).contains("early");
        assertThat(queue.take(at(9))).contains("late");
    }

    @Test
    void forgetsARemovedKey() {
        queue.add("a", at(1));
        queue.remove("a");

        assertThat(queue.take(at(9))).isEmpty();
        assertThat(queue.nextDue()).isEmpty();
    }
}
