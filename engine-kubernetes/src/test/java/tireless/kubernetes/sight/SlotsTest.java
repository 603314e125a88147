package tireless.kubernetes.sight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tireless.model.Exit;

class SlotsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static PodView pod(String owner, String name, int second, boolean going, int restarts) {
        Box box = new Box.Running(START);
        Optional<Ended> last = restarts == 0
                ? Optional.empty()
                : Optional.of(new Ended(new Exit.Status(1), START, START.plusSeconds(1)));
        return new PodView(
                new PodView.Identity("uid-of-" + name, "a", name, "main", START.plusSeconds(second)),
                new PodView.Of("uid-1", owner, "run", 1, "", ""),
                new PodView.Going(going, Duration.ZERO, ""),
                new PodView.Readiness(true, false),
                restarts,
                box,
                last,
                Optional.empty());
    }

    private static PodView any(String name, int second, boolean going) {
        return pod("ReplicaSet", name, second, going, 0);
    }

    @Test
    void aStatefulSetSaysTheOrdinalInTheName() {
        Slots slots = Slots.of(
                List.of(pod("StatefulSet", "pulse-2", 0, false, 0), pod("StatefulSet", "pulse-0", 1, false, 0)),
                Map.of());

        assertThat(slots.pods()).containsOnlyKeys(0, 2);
        assertThat(slots.memory().get(2).attempt()).isEqualTo(1);
    }

    @Test
    void elseThePlacesAreGivenInOrderAndKept() {
        Slots slots = Slots.of(List.of(any("b", 0, false), any("a", 1, false)), Map.of());
        assertThat(slots.pods().get(0).id().name()).isEqualTo("b");

        Slots later = Slots.of(List.of(any("a", 1, false), any("c", 2, false)), slots.memory());
        assertThat(later.pods().get(0).id().name()).isEqualTo("c");
        assertThat(later.pods().get(1).id().name()).isEqualTo("a");
        assertThat(later.memory().get(0).attempt()).isEqualTo(2);
        assertThat(later.memory().get(1).attempt()).isEqualTo(1);
    }

    @Test
    void onePodMayTakeThePlaceOfAnotherThatGoes() {
        Slots slots = Slots.of(List.of(any("a", 0, false)), Map.of());
        Slots replaced = Slots.of(List.of(any("a", 0, true), any("b", 1, false)), slots.memory());

        assertThat(replaced.pods()).hasSize(1);
        assertThat(replaced.pods().get(0).id().name()).isEqualTo("b");
        assertThat(replaced.ordinalOf("uid-of-a")).isEmpty();
    }

    @Test
    void attemptsCountOnOverRestartsAndPods() {
        Slots slots = Slots.of(List.of(pod("StatefulSet", "pulse-0", 0, false, 4)), Map.of());
        assertThat(slots.memory().get(0).attempt()).isEqualTo(5);
        assertThat(slots.memory().get(0).ended(false)).isEqualTo(4);

        PodView next = new PodView(
                new PodView.Identity("another", "a", "pulse-0", "main", START),
                new PodView.Of("uid-2", "StatefulSet", "run", 1, "", ""),
                new PodView.Going(false, Duration.ZERO, ""),
                new PodView.Readiness(true, false),
                0,
                new Box.Running(START),
                Optional.empty(),
                Optional.empty());
        SlotMemory after = Slots.of(List.of(next), slots.memory()).memory().get(0);
        assertThat(after.attempt()).isEqualTo(6);
        assertThat(after.failures()).isZero();
        assertThat(after.ended(false)).as("of the next resource").isZero();
    }
}
