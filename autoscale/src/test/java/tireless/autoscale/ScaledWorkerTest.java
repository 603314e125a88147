package tireless.autoscale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tireless.model.BootId;
import tireless.model.Event;
import tireless.model.Happening;
import tireless.model.Metadata;
import tireless.model.Now;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;
import tireless.model.TirelessException;
import tireless.model.Workload;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;
import tireless.model.scaling.Sizing;
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

    private static final ScaleTrigger REDIS = trigger("redis", "mail");
    private static final Reading NOTHING = new Reading.Measured(0, 10, false);
    private static final Reading REFUSED = new Reading.Failed("list `mail` of Redis at r:1: nobody listens there");

    private final ScriptedEngine engine = new ScriptedEngine();
    private final Deque<Reading> readings = new ArrayDeque<>();
    private final List<String> scaled = new ArrayList<>();
    private final List<Event> told = new ArrayList<>();
    private Optional<String> missing = Optional.empty();
    private Runnable slow = () -> {};
    private Now now = at(0);
    private boolean full;
    private int opened;
    private int closed;
    private DesiredResource desired = desired(0, Power.ON);
    private ScaledWorker worker;

    private static DesiredResource desired(int count, Power power) {
        return desired(count, power, 1, List.of(REDIS));
    }

    private static DesiredResource desired(int count, Power power, int revision, List<ScaleTrigger> triggers) {
        Workload plain = Workloads.worker(0, Workloads.run("x"));
        Scaling scaling = new Scaling(
                new Bounds(0, 5, OptionalInt.empty()),
                Requests.DEFAULT,
                triggers,
                new Cadence(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ZERO),
                Behavior.DEFAULT,
                Optional.empty());
        Workload workload = plain.withSizing(new Sizing(0, Optional.of(scaling), Sizing.DRAIN));
        return new DesiredResource(
                Workloads.revision(KEY, "uid", revision, workload),
                new Document("", new Metadata("v1beta", Optional.empty(), Optional.empty(), List.of(), "ada", "user")),
                power,
                OptionalInt.of(count),
                1);
    }

    @BeforeEach
    void begin() {
        worker = next();
    }

    /** As the next process begins: it knows what was told, and nothing else. */
    private ScaledWorker next() {
        engine.show(new ResourceStatus(KEY, desired.revision().uid(), 1, Power.ON, 0, List.of(), ""));
        return new ScaledWorker(
                desired,
                engine,
                (_, _, _) -> missing.<TriggerSource.Opened>map(TriggerSource.Opened.Missing::new)
                        .orElseGet(() -> new TriggerSource.Opened.Open(open())),
                (key, uid, count, why) -> {
                    if (full) {
                        throw TirelessException.failed("no space left on device");
                    }
                    scaled.add(count + " " + why);
                    worker.desire(desired(count, Power.ON));
                },
                told::add,
                () -> told.reversed(),
                () -> now);
    }

    private static ScaleTrigger trigger(String type, String list) {
        return new ScaleTrigger(
                type,
                Optional.empty(),
                new TreeMap<>(Map.of("listName", list)),
                ScaleTrigger.MetricType.AVERAGE_VALUE,
                false,
                Optional.empty());
    }

    private static Now at(int second) {
        return new Now(
                Instant.parse("2026-01-02T00:00:00Z").plusSeconds(second), START.plusSeconds(second), new BootId("b"));
    }

    private Trigger open() {
        opened++;
        return new Trigger() {
            @Override
            public Reading read() {
                slow.run();
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
        now = at(second);
        assertThat(worker.look()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatWaitsStartsReplicasAndTheNumbersAreKept() throws InterruptedException {
        look(new Reading.Measured(30, 10, true), 0);
        assertThat(scaled).singleElement().asString().startsWith("3 ").contains("30 ÷ 10");
        look(new Reading.Measured(30, 10, true), 2);
        assertThat(scaled).hasSize(1);
        assertThat(worker.state().decisions()).hasSize(2);
        assertThat(worker.state().decisions().getFirst().why().to()).isEqualTo(3);
        assertThat(opened).isOne();
    }

    @Test
    void whatCanNotBeReadChangesNothingAndIsShown() throws InterruptedException {
        look(new Reading.Measured(30, 10, true), 0);
        look(new Reading.Failed("redis at 127.0.0.1:1 does not answer"), 1000);
        assertThat(scaled).hasSize(1);
        assertThat(worker.state().decisions().getFirst().why().text()).contains("does not answer");
    }

    @Test
    void aCountThatCanNotBeSetIsToldUntilItCan() throws InterruptedException {
        full = true;
        look(new Reading.Measured(30, 10, true), 0);
        assertThat(worker.state().unset()).contains("3 could not be set: no space left on device");
        look(new Reading.Measured(30, 10, true), 2);
        assertThat(worker.state().decisions()).as("nothing has changed").hasSize(1);

        full = false;
        look(new Reading.Measured(30, 10, true), 4);
        assertThat(scaled).hasSize(1);
        assertThat(worker.state().unset()).isEmpty();
    }

    @Test
    void aCountThatCouldNotBeSetIsOverWhenItIsNotWantedAnyMore() throws InterruptedException {
        full = true;
        look(new Reading.Measured(30, 10, true), 0);
        look(NOTHING, 2);
        assertThat(worker.state().unset()).isEmpty();
    }

    @Test
    void aSecretThatIsMissingIsAskedForAtEachLook() throws InterruptedException {
        missing = Optional.of("there is no secret public/key");
        look(new Reading.Measured(0, 1, false), 0);
        assertThat(worker.state().decisions().getFirst().why().text()).contains("there is no secret public/key");
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

    private List<String> happened() {
        return told.stream()
                .map(Event::happening)
                .map(what -> switch (what) {
                    case Happening.TriggerFailed(String trigger, String why) -> trigger + " failed: " + why;
                    case Happening.TriggerRecovered(String trigger, var after) -> trigger + " works, " + after;
                    default -> "else: " + what;
                })
                .toList();
    }

    private void failFor(int looks, int from) throws InterruptedException {
        for (int look = 0; look < looks; look++) {
            look(REFUSED, from + 2 * look);
        }
    }

    @Test
    void aTriggerThatFailsIsToldOnceAndOnceThatItWorksAgain() throws InterruptedException {
        look(NOTHING, 0);
        failFor(20, 10);
        assertThat(happened()).containsExactly("redis failed: list `mail` of Redis at r:1: nobody listens there");
        assertThat(worker.state().failing())
                .singleElement()
                .satisfies(state ->
                        assertThat(state.failing().orElseThrow().since()).isEqualTo(at(10)));
        assertThat(worker.state().failedLooks()).isEqualTo(20);
        look(NOTHING, 70);
        look(NOTHING, 72);
        assertThat(happened()).hasSize(2).last().isEqualTo("redis works, PT1M");
        assertThat(worker.state().failing()).isEmpty();
    }

    @Test
    void theNextProcessKnowsWhatWasToldAndTellsWhenItWorksAgain() throws InterruptedException {
        failFor(5, 0);
        worker = next();
        failFor(5, 20);
        assertThat(happened()).hasSize(1);
        assertThat(worker.state().failing()).hasSize(1);
        look(NOTHING, 34);
        // Told with the third look that failed, in second 4.
        assertThat(happened()).hasSize(2).last().isEqualTo("redis works, PT30S");
        worker = next();
        failFor(3, 40);
        assertThat(happened()).hasSize(3);
    }

    @Test
    void oneLookThatIsLostIsNobodysBusiness() throws InterruptedException {
        look(NOTHING, 0);
        failFor(2, 2);
        look(NOTHING, 6);
        failFor(1, 8);
        look(NOTHING, 10);
        assertThat(happened()).isEmpty();
    }

    @Test
    void aLookThatIsRareIsToldWithTheSecondThatFails() throws InterruptedException {
        look(REFUSED, 0);
        look(REFUSED, 30);
        assertThat(happened()).hasSize(1);
    }

    @Test
    void whatComesAndGoesIsToldSomeTimesAndThenSeldom() throws InterruptedException {
        for (int time = 0; time < 360; time++) {
            failFor(4, time * 10);
            look(NOTHING, time * 10 + 8);
        }
        // Five times at first, then each two minutes of an hour, and each time that it works again.
        assertThat(happened()).hasSizeBetween(2 * 5, 2 * (5 + 30));
        assertThat(happened().subList(0, 10)).allMatch(what -> what.startsWith("redis "));
    }

    @Test
    void aTriggerThatFailsAnewSoonAfterIsToldAnew() throws InterruptedException {
        failFor(4, 0);
        look(NOTHING, 8);
        failFor(4, 10);
        look(NOTHING, 18);
        assertThat(happened()).hasSize(4);
    }

    @Test
    void ofATriggerThatTheManifestLostNothingIsTold() throws InterruptedException {
        failFor(5, 0);
        worker.desire(desired(0, Power.ON, 2, List.of(trigger("postgresql", ""))));
        look(NOTHING, 20);
        assertThat(happened()).hasSize(1);
        assertThat(worker.state().triggers())
                .singleElement()
                .satisfies(state -> assertThat(state.trigger()).isEqualTo("postgresql"));
    }

    @Test
    void aTriggerThatIsCorrectedWorksAgain() throws InterruptedException {
        failFor(5, 0);
        worker.desire(desired(0, Power.ON, 2, List.of(trigger("redis", "other"))));
        look(NOTHING, 20);
        assertThat(happened()).hasSize(2).last().isEqualTo("redis works, PT20S");
    }

    @Test
    void whatWasPausedIsLookedAtAsForTheFirstTime() throws InterruptedException {
        failFor(5, 0);
        worker.desire(desired(0, Power.PAUSED));
        look(REFUSED, 20);
        assertThat(worker.state().failing()).isEmpty();
        worker.desire(desired(0, Power.ON));
        readings.clear();
        look(NOTHING, 22);
        assertThat(happened()).hasSize(1);
        assertThat(worker.state().triggers())
                .singleElement()
                .satisfies(state -> assertThat(state.readAt()).contains(at(22)));
    }

    @Test
    void anAnswerThatComesAfterAChangeIsNoDecisionAboutIt() throws InterruptedException {
        slow = () -> worker.desire(desired(0, Power.ON, 2, List.of(trigger("redis", "other"))));
        readings.add(new Reading.Measured(30, 10, true));
        assertThat(worker.look()).isZero();
        assertThat(scaled).isEmpty();
    }

    @Test
    void aLookThatWaitsForItsAnswerIsSeenToWait() throws InterruptedException {
        List<TriggerState> seen = new ArrayList<>();
        slow = () -> seen.addAll(worker.state().triggers());
        look(NOTHING, 3);
        assertThat(seen)
                .singleElement()
                .satisfies(state -> assertThat(state.askedSince()).contains(at(3)));
        assertThat(worker.state().triggers())
                .singleElement()
                .satisfies(state -> assertThat(state.askedSince()).isEmpty());
    }

    /** A server that hangs holds up nobody who asks another one, and what it says at last counts. */
    @Test
    void whatHangsIsNotWaitedForAndItsAnswerIsThatOfALaterLook() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        ScaleTrigger hung = trigger("redis", "hung");
        ScaleTrigger good = trigger("redis", "good");
        DesiredResource both = often(desired(0, Power.ON, 1, List.of(hung, good)));
        AtomicInteger waiting = new AtomicInteger(2);
        ScaledWorker two = new ScaledWorker(
                both,
                engine,
                (trigger, _, _) -> new TriggerSource.Opened.Open(answering(() -> {
                    if (trigger.equals(hung)) {
                        hangs.await();
                        return new Reading.Measured(4, 1, true);
                    }
                    return new Reading.Measured(waiting.get(), 1, waiting.get() > 0);
                })),
                (_, _, count, _) -> scaled.add(String.valueOf(count)),
                told::add,
                List::of,
                () -> now);
        try {
            two.look();
            assertThat(scaled).containsExactly("2");
            waiting.set(3);
            two.look();
            assertThat(scaled).containsExactly("2", "3");
            assertThat(two.state().triggers().getFirst().askedSince()).isPresent();
        } finally {
            hangs.countDown();
        }
        while (two.state().triggers().getFirst().readAt().isEmpty()) {
            Thread.onSpinWait();
        }
        two.look();
        assertThat(scaled).containsExactly("2", "3", "4");
        two.close();
    }

    /** Looked at so often that a test need not wait long for what hangs. */
    private static DesiredResource often(DesiredResource resource) {
        Workload workload = resource.revision().workload();
        Scaling scaling = workload.scaling().orElseThrow();
        Scaling often = new Scaling(
                scaling.bounds(),
                scaling.base(),
                scaling.triggers(),
                new Cadence(Duration.ofMillis(50), Duration.ofSeconds(10), Duration.ZERO),
                scaling.behavior(),
                scaling.fallback());
        return new DesiredResource(
                Workloads.revision(KEY, "uid", 1, workload.withSizing(new Sizing(0, Optional.of(often), Sizing.DRAIN))),
                resource.document(),
                resource.power(),
                resource.scaledTo(),
                1);
    }

    private static Trigger answering(Callable<Reading> answer) {
        return new Trigger() {
            @Override
            public Reading read() throws InterruptedException {
                try {
                    return answer.call();
                } catch (InterruptedException closing) {
                    throw closing;
                } catch (Exception impossible) {
                    throw new IllegalStateException(impossible);
                }
            }

            @Override
            public void close() {}
        };
    }
}
