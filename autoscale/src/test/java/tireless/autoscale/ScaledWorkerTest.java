package tireless.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.BootId;
import tireless.model.Metadata;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.Revision;
import tireless.model.Workload;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.plan.DesiredResource;
import tireless.plan.Document;
import tireless.scale.Reading;
import tireless.testing.Workloads;
import tireless.testing.engine.ScriptedEngine;
import tireless.trigger.Trigger;

/** One worker is looked at again and again: what its trigger says becomes its count. */
class ScaledWorkerTest {
    private static final ResourceKey KEY = ResourceKey.worker("public", "w");
    private static final Duration START = Duration.ofMinutes(5);

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final List<String> scaled = new ArrayList<>();
    private Optional<String> missing = Optional.empty();
    private int opened;
    private int closed;
    private DesiredResource desired = desired(0, Power.ON);
    private ScaledWorker worker;

    private static DesiredResource desired(int count, Power power) {
        Workload plain = Workloads.worker(0, Workloads.run("x"));
        Scaling scaling = new Scaling(
                new Bounds(0, 5, OptionalInt.empty()),
                Requests.DEFAULT,
                List.of(new ScaleTrigger(
                        "redis",
                        Optional.empty(),
                        new TreeMap<>(),
                        ScaleTrigger.MetricType.AVERAGE_VALUE,
                        false,
                        Optional.empty())),
                new Cadence(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ZERO),
                Behavior.DEFAULT,
                Optional.empty());
        Workload workload = new Workload(
                plain.lifetime(),
                0,
                plain.stack(),
                plain.run(),
                plain.restart(),
                plain.stall(),
                plain.probes(),
                Optional.of(scaling));
        Revision revision = Workloads.revision(KEY, "uid", 1, workload);
        return new DesiredResource(
                revision,
                new Document("", new Metadata("v1beta", Optional.empty(), Optional.empty(), List.of(), "ada", "user")),
                power,
                OptionalInt.of(count),
                1);
    }

    @BeforeEach
    void begin() {
        engine.show(new ResourceStatus(KEY, desired.revision().uid(), 1, Power.ON, 0, List.of(), ""));
        worker = new ScaledWorker(
                desired,
                engine,
                (_, _, _) -> missing.<TriggerSource.Opened>map(TriggerSource.Opened.Missing::new)
                        .orElseGet(() -> new TriggerSource.Opened.Open(open())),
                (key, uid, count, why) -> {
                    scaled.add(count + " " + why);
                    worker.desire(desired(count, Power.ON));
                });
    }

    private Trigger open() {
        opened++;
        return new Trigger() {
            @Override
            public Reading read() {
                return readings.removeFirst();
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }

    private void look(Reading reading, int second) throws InterruptedException {
        readings.add(reading);
        Now now = new Now(
                Instant.parse("2026-01-02T00:00:00Z").plusSeconds(second), START.plusSeconds(second), new BootId("b"));
        assertThat(worker.look(now)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatWaitsStartsReplicasAndTheNumbersAreKept() throws InterruptedException {
        look(new Reading.Measured(30, 10, true), 0);
        assertThat(scaled).singleElement().asString().startsWith("3 ").contains("30 ÷ 10");
        look(new Reading.Measured(30, 10, true), 2);
        assertThat(scaled).hasSize(1);
        assertThat(worker.decisions()).hasSize(2);
        assertThat(worker.decisions().getFirst().why().to()).isEqualTo(3);
        assertThat(opened).isOne();
    }

    @Test
    void whatCanNotBeReadChangesNothingAndIsShown() throws InterruptedException {
        look(new Reading.Measured(30, 10, true), 0);
        look(new Reading.Failed("redis at 127.0.0.1:1 does not answer"), 1000);
        assertThat(scaled).hasSize(1);
        assertThat(worker.decisions().getFirst().why().text()).contains("does not answer");
    }

    @Test
    void aSecretThatIsMissingIsAskedForAtEachLook() throws InterruptedException {
        missing = Optional.of("there is no secret public/key");
        look(new Reading.Measured(0, 1, false), 0);
        assertThat(worker.decisions().getFirst().why().text()).contains("there is no secret public/key");
        missing = Optional.empty();
        readings.clear();
        look(new Reading.Measured(10, 10, true), 2);
        assertThat(scaled).hasSize(1);
    }

    @Test
    void whatIsPausedIsNotLookedAtAndItsTriggersAreClosed() throws InterruptedException {
        look(new Reading.Measured(30, 10, true), 0);
        assertThat(worker.desire(desired(3, Power.PAUSED))).isTrue();
        look(new Reading.Measured(90, 10, true), 2);
        assertThat(readings).hasSize(1);
        assertThat(scaled).hasSize(1);
        assertThat(closed).isOne();
    }

    @Test
    void otherValuesOfASecretOpenTheTriggersAnew() throws InterruptedException {
        look(new Reading.Measured(0, 10, false), 0);
        worker.openAnew();
        look(new Reading.Measured(0, 10, false), 2);
        assertThat(opened).isEqualTo(2);
        assertThat(closed).isOne();
    }
}
