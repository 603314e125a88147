package tireless.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tireless.json.Form;
import tireless.model.notice.Way;

/** What waits for one recipient, when it is due, and what becomes of it. */
class NoticeQueueTest {
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration NOW = Duration.ofHours(1);

    private final NoticeQueue queue = new NoticeQueue(EVERY);

    @Test
    void whatWaitsForAnotherTryIsNotLookedAtBefore() {
        queue.add(notice(1, "unhealthy"), NOW);
        queue.delivered(queue.take(NOW).orElseThrow(), NOW);
        queue.add(notice(2, "stalled"), NOW);
        queue.failed(queue.take(NOW).orElseThrow(), NOW, Duration.ofMinutes(20));

        Duration later = NOW.plus(EVERY).plusSeconds(60);
        assertThat(queue.take(later)).isEmpty();
        assertThat(queue.pause(later)).contains(Duration.ofMinutes(14));
    }

    @Test
    void whatComesWhileItFailsIsTriedNoMoreOften() {
        queue.add(notice(1, "stalled"), NOW);
        Notice first = queue.take(NOW).orElseThrow();
        queue.add(notice(2, "stalled"), NOW);
        NoticeQueue.Change change = queue.failed(first, NOW, Duration.ofSeconds(1));
        queue.add(notice(3, "stalled"), NOW);

        assertThat(change.removed()).containsExactly("1-a");
        Notice next = queue.take(NOW.plusSeconds(1)).orElseThrow();
        assertThat(next.sequence()).isEqualTo(3);
        assertThat(next.more()).isEqualTo(2);
        assertThat(next.attempts()).isEqualTo(1);
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void theSecondOfAKindWaitsForItsTimeAndAnotherKindDoesNot() {
        queue.add(notice(1, "stalled"), NOW);
        queue.delivered(queue.take(NOW).orElseThrow(), NOW);
        queue.add(notice(2, "stalled"), NOW);
        queue.add(notice(3, "unhealthy"), NOW);

        assertThat(queue.take(NOW).orElseThrow().sequence()).isEqualTo(3);
        assertThat(queue.take(NOW.plus(EVERY).minusMillis(1))).isEmpty();
        assertThat(queue.take(NOW.plus(EVERY)).orElseThrow().sequence()).isEqualTo(2);
    }

    @Test
    void whenNothingWaitsAndNothingIsToBeRememberedThereIsNothingToDo() {
        queue.add(notice(1, "stalled"), NOW);
        queue.delivered(queue.take(NOW).orElseThrow(), NOW);

        assertThat(queue.pause(NOW)).contains(EVERY);
        assertThat(queue.pause(NOW.plus(EVERY))).isEmpty();
    }

    @Test
    void itIsTriedForMostOfAnHour() {
        Duration all = Duration.ZERO;
        int attempts = 1;
        SplittableRandom random = new SplittableRandom(1);
        while (Retries.pause(attempts, false, random).isPresent()) {
            all = all.plus(Retries.pause(attempts, false, random).orElseThrow());
            attempts++;
        }

        assertThat(attempts).isEqualTo(20);
        assertThat(all).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(65));
    }

    private static Notice notice(long sequence, String topic) {
        return new Notice(
                sequence + "-a",
                sequence,
                Office.recipient(new Way.Command(List.of("true"))),
                new Notice.Told(
                        Office.ORDERS, Office.UID, OptionalInt.empty(), topic, Instant.EPOCH, "text", Form.empty()),
                0,
                0);
    }
}
