package tireless.reconcile.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tireless.engine.Desired;
import tireless.model.BootId;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.SlotId;
import tireless.model.Workload;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;
import tireless.testing.Workloads;
import tireless.throughput.Notification;
import tireless.throughput.ReplicaSignals;

/** Which replicas run when their count follows the load, and in which order they go. */
class OrdinalsTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "w");
    private static final Duration START = Duration.ofMinutes(5);
    private static final Scaling SCALING = new Scaling(
            new Bounds(0, 9, OptionalInt.empty()),
            Requests.DEFAULT,
            List.of(new ScaleTrigger(
                    "redis",
                    Optional.empty(),
                    new TreeMap<>(),
                    ScaleTrigger.MetricType.AVERAGE_VALUE,
                    false,
                    Optional.empty())),
            Cadence.DEFAULT,
            Behavior.DEFAULT,
            Optional.empty());
    private static final Revision SCALED = Workloads.revision(KEY, "uid", 1, scaled());

    private final List<ReplicaState> replicas = new ArrayList<>();
    private Ordinals ordinals = Ordinals.NONE;

    private static Workload scaled() {
        Workload plain = Workloads.worker(3, Workloads.run("x"));
        return plain.withSizing(new Sizing(plain.replicas(), Optional.of(SCALING), Sizing.DRAIN));
    }

    private static Now at(Duration sinceStart) {
        return new Now(Instant.EPOCH, START.plus(sinceStart), new BootId("boot"));
    }

    private void running(int ordinal, String said) {
        ReplicaSignals signals =
                ReplicaSignals.NONE.with(Notification.parse(said.getBytes(StandardCharsets.UTF_8)), START);
        Assignment assignment = new Assignment(Optional.of(SCALED), 0, START);
        replicas.removeIf(replica -> replica.slot().ordinal() == ordinal);
        replicas.add(ReplicaState.vacant(new SlotId(KEY, ordinal), assignment)
                .starting(START)
                .with(Life.Alive.of(1, 42, START, signals).readyAt(START)));
    }

    private void vacant(int ordinal) {
        replicas.removeIf(replica -> replica.slot().ordinal() == ordinal);
        replicas.add(ReplicaState.vacant(new SlotId(KEY, ordinal), new Assignment(Optional.of(SCALED), 0, START)));
    }

    private void desire(int count, Duration sinceStart) {
        desire(new Desired(SCALED, Power.ON, OptionalInt.of(count)), sinceStart);
    }

    private void desire(Desired desired, Duration sinceStart) {
        ordinals = ordinals.next(desired, replicas, at(sinceStart));
    }

    private void halfOfFourGo() {
        desire(4, Duration.ZERO);
        running(0, "X_INFLIGHT=0");
        running(1, "X_INFLIGHT=2");
        running(2, "X_INFLIGHT=0");
        running(3, "X_INFLIGHT=1");
        desire(2, Duration.ZERO);
    }

    @Test
    void theIdleGoFirstAndTheOthersKeepTheirOrdinals() {
        halfOfFourGo();
        assertThat(ordinals.wanted()).containsExactly(1, 3);
        assertThat(ordinals.surplusSince()).isEmpty();
    }

    @Test
    void theGapsAreFilledFromTheLowest() {
        halfOfFourGo();
        desire(5, Duration.ofSeconds(1));
        assertThat(ordinals.wanted()).containsExactly(0, 1, 2, 3, 4);
        desire(3, Duration.ofSeconds(1));
        assertThat(ordinals.wanted()).containsExactly(0, 1, 3);
    }

    @Test
    void theBusyMayFinishUntilTheDrainIsOver() {
        desire(2, Duration.ZERO);
        running(0, "X_INFLIGHT=3");
        running(1, "X_INFLIGHT=1");
        desire(0, Duration.ZERO);
        assertThat(ordinals.wanted()).containsExactly(0, 1);
        assertThat(ordinals.deadline()).contains(START.plus(Sizing.DRAIN));
        running(1, "X_INFLIGHT=0");
        desire(0, Duration.ofSeconds(10));
        assertThat(ordinals.wanted()).containsExactly(0);
        desire(0, Sizing.DRAIN);
        assertThat(ordinals.wanted()).isEmpty();
    }

    @Test
    void whoHasToGoLaterHasTheWholeTimeToo() {
        desire(3, Duration.ZERO);
        running(0, "X_INFLIGHT=1");
        running(1, "X_INFLIGHT=1");
        running(2, "X_INFLIGHT=1");
        desire(2, Duration.ZERO);
        desire(1, Duration.ofSeconds(60));
        desire(1, Sizing.DRAIN);
        assertThat(ordinals.wanted()).containsExactly(0, 1, 2);
        desire(1, Sizing.DRAIN.plusSeconds(60));
        assertThat(ordinals.wanted()).containsExactly(0);
    }

    private void endScaling(int count, Duration sinceStart) {
        Workload plain = Workloads.worker(count, Workloads.run("x"))
                .withSizing(new Sizing(count, Optional.empty(), Duration.ofSeconds(1)));
        desire(Desired.of(Workloads.revision(KEY, "uid", 2, plain)), sinceStart);
    }

    @Test
    void whenScalingEndsTheIdleGoAtOnceAndTheBusyMayFinishAsItsManifestSaid() {
        desire(4, Duration.ZERO);
        running(0, "X_INFLIGHT=0");
        running(1, "X_INFLIGHT=2");
        running(2, "X_INFLIGHT=0");
        running(3, "X_INFLIGHT=1");
        endScaling(1, Duration.ofSeconds(10));
        assertThat(ordinals.wanted()).containsExactly(0, 1, 3);
        assertThat(ordinals.deadline()).contains(START.plusSeconds(10).plus(Sizing.DRAIN));
        running(3, "X_INFLIGHT=0");
        endScaling(1, Duration.ofSeconds(60));
        assertThat(ordinals.wanted()).containsExactly(0, 1);
        endScaling(1, Sizing.DRAIN.plusSeconds(9));
        assertThat(ordinals.wanted()).containsExactly(0, 1);
        endScaling(1, Sizing.DRAIN.plusSeconds(10));
        assertThat(ordinals.wanted()).containsExactly(0);
        assertThat(ordinals.leave()).contains(new Ordinals.Leave(Sizing.DRAIN, true));
    }

    @Test
    void aCountThatIsSetByHandAfterScalingHoldsAtOnce() {
        desire(3, Duration.ZERO);
        running(0, "X_INFLIGHT=1");
        running(1, "X_INFLIGHT=1");
        running(2, "X_INFLIGHT=1");
        endScaling(2, Duration.ofSeconds(1));
        assertThat(ordinals.wanted()).containsExactly(0, 1, 2);
        endScaling(1, Duration.ofSeconds(2));
        assertThat(ordinals.wanted()).containsExactly(0);
        assertThat(ordinals.leave()).isEmpty();
    }

    @Test
    void oneThatRaisesItsHandIsSparedLikeABusyOne() {
        desire(2, Duration.ZERO);
        running(0, "");
        running(1, "X_SCALE_IN_PROTECTION=1");
        desire(1, Duration.ZERO);
        assertThat(ordinals.wanted()).containsExactly(1);
        desire(0, Duration.ZERO);
        assertThat(ordinals.wanted()).containsExactly(1);
        running(1, "X_SCALE_IN_PROTECTION=0");
        desire(0, Duration.ofSeconds(1));
        assertThat(ordinals.wanted()).isEmpty();
    }

    @Test
    void whatDoesNotRunGoesBeforeWhatRuns() {
        desire(3, Duration.ZERO);
        running(0, "");
        vacant(1);
        running(2, "");
        desire(2, Duration.ZERO);
        assertThat(ordinals.wanted()).containsExactly(0, 2);
    }

    @Test
    void moreWorkInBetweenSparesTheBusy() {
        desire(2, Duration.ZERO);
        running(0, "X_INFLIGHT=1");
        running(1, "X_INFLIGHT=1");
        desire(1, Duration.ZERO);
        desire(2, Duration.ofSeconds(1));
        assertThat(ordinals.surplusSince()).isEmpty();
        desire(1, Duration.ofSeconds(2));
        assertThat(ordinals.surplusSince()).contains(START.plusSeconds(2));
    }

    @Test
    void afterAServerRestartThoseThatLiveKeepRunning() {
        running(1, "");
        running(5, "");
        vacant(7);
        Desired three = new Desired(SCALED, Power.ON, OptionalInt.of(3));
        assertThat(Ordinals.found(three, replicas, at(Duration.ZERO)).wanted()).containsExactly(0, 1, 5);
    }

    @Test
    void whatIsNotScaledByItsLoadHasThoseFromZeroOn() {
        running(1, "X_INFLIGHT=9");
        Revision plain = Workloads.revision(KEY, "uid", 1, Workloads.worker(3, Workloads.run("x")));
        desire(new Desired(plain, Power.ON, OptionalInt.of(1)), Duration.ZERO);
        assertThat(ordinals.wanted()).containsExactly(0);
    }

    @Test
    void aPauseWantsNone() {
        desire(2, Duration.ZERO);
        running(0, "X_INFLIGHT=9");
        desire(new Desired(SCALED, Power.PAUSED, OptionalInt.of(2)), Duration.ZERO);
        assertThat(ordinals.wanted()).isEqualTo(new TreeSet<>());
    }
}
