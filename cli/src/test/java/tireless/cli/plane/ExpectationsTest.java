package tireless.cli.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.Uid;
import tireless.model.WorkPolicy;
import tireless.model.Workload;
import tireless.model.objective.Objective;
import tireless.model.objective.Objectives;
import tireless.plan.DesiredResource;
import tireless.series.ObjectiveWatch.Expectation;
import tireless.series.ObjectiveWatch.Said;
import tireless.store.Write;
import tireless.store.memory.MemoryStore;
import tireless.testing.Workloads;
import tireless.testing.store.StoreSamples;

/** What a server knows of objectives when it begins. */
class ExpectationsTest {
    private static final ResourceKey PULSE = ResourceKey.worker("public", "pulse");
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Objectives OBJECTIVES =
            new Objectives(Map.of(Objective.MIN, 10.0, Objective.MAX_LAG, 60.0), WINDOW);

    private final MemoryStore store = new MemoryStore();

    @Test
    void whatWasLastSaidIsKnownWithItsTime() {
        desire();
        say("u1", 1, new Happening.ObjectiveMissed(Objective.MIN, 3, 10, WINDOW));
        say("u1", 2, new Happening.ObjectiveMissed(Objective.MAX_LAG, 90, 60, WINDOW));
        say("u1", 3, new Happening.ObjectiveMet(Objective.MIN, 12, 10, WINDOW));

        Expectation expectation = new Expectations(store).of(PULSE).orElseThrow();

        assertThat(expectation.said())
                .containsOnly(
                        Map.entry(Objective.MIN, new Said(false, StoreSamples.START.plusSeconds(3))),
                        Map.entry(Objective.MAX_LAG, new Said(true, StoreSamples.START.plusSeconds(2))));
    }

    @Test
    void whatWasSaidOfAnEarlierWorkerOfThatNameIsNot() {
        desire();
        say("u0", 1, new Happening.ObjectiveMissed(Objective.MIN, 3, 10, WINDOW));

        assertThat(new Expectations(store).of(PULSE).orElseThrow().said()).isEmpty();
    }

    @Test
    void itIsReadOnceAndAnewWhereNothingWasExpectedMeanwhile() {
        Expectations expectations = new Expectations(store);
        desire();
        assertThat(expectations.of(PULSE).orElseThrow().said()).isEmpty();
        say("u1", 1, new Happening.ObjectiveMissed(Objective.MIN, 3, 10, WINDOW));
        assertThat(expectations.of(PULSE).orElseThrow().said())
                .as("who watches it said this itself")
                .isEmpty();
        desire(Objectives.NONE);
        assertThat(expectations.of(PULSE)).isEmpty();
        desire();
        assertThat(expectations.of(PULSE).orElseThrow().said()).containsOnlyKeys(Objective.MIN);
    }

    private void say(String uid, int second, Happening happening) {
        store.journal()
                .append(new Event(
                        StoreSamples.START.plusSeconds(second), PULSE, new Uid(uid), OptionalInt.empty(), happening));
    }

    private void desire() {
        desire(OBJECTIVES);
    }

    private void desire(Objectives objectives) {
        Workload plain = Workloads.worker(1, Workloads.run("true"));
        Workload workload = new Workload(
                plain.lifetime(),
                plain.sizing(),
                plain.platform(),
                plain.run(),
                plain.restart(),
                plain.stall(),
                plain.probes(),
                new WorkPolicy(objectives, List.of()));
        Revision revision = Workloads.revision(
                PULSE,
                "u1",
                store.desired(PULSE).map(now -> now.revision().number() + 1).orElse(1),
                workload);
        store.commit(List.of(new Write.Save(new DesiredResource(
                revision,
                StoreSamples.document("name: pulse\n"),
                Power.ON,
                OptionalInt.empty(),
                store.desired(PULSE).map(DesiredResource::version).orElse(DesiredResource.NEW)))));
    }
}
