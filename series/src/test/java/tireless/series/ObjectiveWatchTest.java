package tireless.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tireless.model.BootId;
import tireless.model.Event;
import tireless.model.Findings;
import tireless.model.Happening;
import tireless.model.Now;
import tireless.model.Phase;
import tireless.model.Power;
import tireless.model.ReplicaStatus;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.SelfReport;
import tireless.model.SlotId;
import tireless.model.Throughput;
import tireless.model.Uid;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;
import tireless.series.ObjectiveState.Standing;
import tireless.series.ObjectiveWatch.Expectation;
import tireless.series.ObjectiveWatch.Said;

/** How objectives stand, since when, and what is said of them, over restarts of the server. */
class ObjectiveWatchTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final Uid UID = new Uid("u1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Objectives TEN_A_SECOND = new Objectives(Map.of(Objective.MIN, 10.0), Duration.ofSeconds(10));

    private final List<Event> events = new ArrayList<>();
    private ObjectiveWatch watch = server(Map.of());
    private int second;

    /** One that knows what an earlier one has said. */
    private ObjectiveWatch server(Map<Objective, Said> said) {
        ObjectiveWatch next =
                new ObjectiveWatch(_ -> Optional.of(new Expectation(UID, TEN_A_SECOND, said)), events::add);
        next.changed(PULSE);
        return next;
    }

    @Test
    void whatIsMissedIsMissedSinceThenAlsoForTheNextServer() {
        work(30, OptionalDouble.of(3));
        Instant missed = events.getFirst().at();
        assertThat(state().since()).contains(missed);

        watch = server(Map.of(Objective.MIN, new Said(true, missed)));

        assertThat(state().standing()).isEqualTo(Standing.MISSED);
        assertThat(state().since()).as("before the first look").contains(missed);
        work(60, OptionalDouble.of(3));
        assertThat(state().since()).contains(missed);
        assertThat(events).hasSize(1);
    }

    @Test
    void whatWasMissedAndIsUnknownAfterARestartIsNotSaidTwice() {
        work(30, OptionalDouble.of(3));
        Instant missed = events.getFirst().at();

        watch = server(Map.of(Objective.MIN, new Said(true, missed)));
        work(60, OptionalDouble.empty());
        assertThat(state().standing()).isEqualTo(Standing.MISSED);
        assertThat(state().value()).isEmpty();
        assertThat(state().since()).contains(missed);
        work(60, OptionalDouble.of(3));

        assertThat(events).hasSize(1);
    }

    @Test
    void whatIsMetAgainIsSoSinceThenAlsoForTheNextServer() {
        work(30, OptionalDouble.of(3));
        work(60, OptionalDouble.of(20));
        assertThat(events)
                .extracting(Event::happening)
                .hasExactlyElementsOfTypes(Happening.ObjectiveMissed.class, Happening.ObjectiveMet.class);
        Instant met = events.getLast().at();

        watch = server(Map.of(Objective.MIN, new Said(false, met)));
        work(30, OptionalDouble.of(20));

        assertThat(state().standing()).isEqualTo(Standing.MET);
        assertThat(state().since()).contains(met);
        assertThat(events).hasSize(2);
    }

    @Test
    void whatIsUnknownIsSoSinceItBecameUnknownAndNotSinceItTurned() {
        work(30, OptionalDouble.of(3));
        work(60, OptionalDouble.of(20));
        Instant last = START.plusSeconds(second);
        work(60, OptionalDouble.empty());

        assertThat(state().standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(state().since())
                .hasValueSatisfying(
                        since -> assertThat(since).as("half of a window later").isBetween(last, last.plusSeconds(10)));
    }

    private ObjectiveState state() {
        return watch.states(PULSE).getFirst();
    }

    private void work(int seconds, OptionalDouble perSecond) {
        for (int i = 0; i < seconds; i++) {
            second++;
            watch.look(
                    List.of(pulse(perSecond)),
                    new Now(START.plusSeconds(second), Duration.ofSeconds(second), new BootId("b1")));
        }
    }

    private static ResourceStatus pulse(OptionalDouble perSecond) {
        Throughput said = new Throughput(
                perSecond, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        ReplicaStatus replica = new ReplicaStatus(
                new SlotId(PULSE, 0),
                1,
                1,
                new Phase.Running(7, Duration.ZERO, true, List.of()),
                0,
                Optional.empty(),
                new SelfReport(said, ""),
                Findings.NONE);
        return new ResourceStatus(PULSE, UID, 1, Power.ON, 1, List.of(replica), "");
    }
}
