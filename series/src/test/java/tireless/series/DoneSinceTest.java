package tireless.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;

/** How much was done between two looks. */
class DoneSinceTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");

    private final DoneSince done = new DoneSince();

    private static ReplicaStatus silent(int ordinal, int attempt) {
        return replica(ordinal, attempt, OptionalLong.empty());
    }

    private static ReplicaStatus replica(int ordinal, int attempt, long processed) {
        return replica(ordinal, attempt, OptionalLong.of(processed));
    }

    private static ReplicaStatus replica(int ordinal, int attempt, OptionalLong processed) {
        return CountingReplica.of(PULSE, ordinal, attempt, processed);
    }

    @Test
    void whatWasCountedBeforeTheFirstLookIsNotNew() {
        assertThat(done.look(List.of(replica(0, 3, 1_000)))).isEmpty();
        assertThat(done.look(List.of(replica(0, 3, 1_010)))).hasValue(10);
        assertThat(done.look(List.of(replica(0, 3, 1_010)))).hasValue(0);
    }

    @Test
    void oneThatWasThereAndSpokeLaterBeginsWithItsFirstWord() {
        assertThat(done.look(List.of(silent(0, 3)))).isEmpty();
        assertThat(done.look(List.of(replica(0, 3, 1_000)))).isEmpty();
        assertThat(done.look(List.of(replica(0, 3, 1_001)))).hasValue(1);
    }

    @Test
    void allThatANewReplicaOrANewAttemptHasCountedIsNew() {
        assertThat(done.look(List.of(replica(0, 1, 50)))).isEmpty();
        assertThat(done.look(List.of(replica(0, 1, 55), replica(1, 1, 7)))).hasValue(12);
        assertThat(done.look(List.of(silent(0, 2), replica(1, 1, 7)))).hasValue(0);
        assertThat(done.look(List.of(replica(0, 2, 3), replica(1, 1, 8)))).hasValue(4);
    }

    @Test
    void aCountThatGoesBackIsNothingDone() {
        done.look(List.of(replica(0, 1, 50)));

        assertThat(done.look(List.of(replica(0, 1, 20)))).hasValue(0);
        assertThat(done.look(List.of(replica(0, 1, 25)))).hasValue(5);
    }

    @Test
    void ofALongerTimeItIsTheSum() {
        assertThat(Figure.DONE.fold(DoubleStream.of(5, 0, 7))).isEqualTo(12);
    }
}
