package tireless.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import tireless.model.scaling.Behavior;
import tireless.model.scaling.Behavior.Policy;
import tireless.model.scaling.Behavior.Rules;
import tireless.model.scaling.Behavior.Select;
import tireless.model.scaling.Behavior.Unit;
import tireless.model.scaling.Bounds;
import tireless.model.scaling.Cadence;
import tireless.model.scaling.Fallback;
import tireless.model.scaling.Overrides;
import tireless.model.scaling.Requests;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.model.scaling.Scaling;

/** What holds for every manifest and every measurement. */
class ScaleDeciderPropertyTest {

    /** One moment, as the world shows it. */
    record Look(Optional<Double> first, Optional<Double> second, List<ReplicaLoad> loads, Duration pause) {}

    @Provide
    Arbitrary<Scaling> scalings() {
        Arbitrary<ScaleTrigger> triggers = Arbitraries.of(
                Scene.redis(),
                Scene.trigger("kafka", MetricType.VALUE),
                Scene.cpu("50"),
                Scene.cpu("250"),
                Scene.trigger("memory", MetricType.AVERAGE_VALUE, "value", "100Mi"),
                Scene.trigger("tireless-throughput", MetricType.AVERAGE_VALUE, "value", "10"),
                Scene.trigger("tireless-backlog", MetricType.AVERAGE_VALUE, "value", "10", "aggregation", "sum"),
                Scene.drain("30"),
                Scene.trigger("tireless-drain", MetricType.AVERAGE_VALUE, "targetSeconds", "5", "backlog", "redis"));
        Arbitrary<Bounds> bounds = Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.integers().between(-1, 4))
                .as((least, more, idle) -> new Bounds(
                        least,
                        least + more,
                        idle >= 0 && idle < Math.max(1, least) ? OptionalInt.of(idle) : OptionalInt.empty()));
        Arbitrary<Optional<Fallback>> fallbacks = Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(Fallback.Kind.class))
                .as(Fallback::new)
                .optional();
        Arbitrary<Boolean> rarely = Arbitraries.of(false, false, false, true);
        Arbitrary<Overrides> overrides = Combinators.combine(rarely, rarely, rarely)
                .as((scaleIn, scaleOut, forced) ->
                        new Overrides(false, OptionalInt.empty(), scaleIn, scaleOut, forced));
        return Combinators.combine(triggers.list().ofMinSize(1).ofMaxSize(4), bounds, behaviors(), fallbacks, overrides)
                .as((list, range, behavior, fallback, override) -> new Scaling(
                        range,
                        Requests.DEFAULT,
                        list,
                        new Cadence(Scene.LOOK, Duration.ofSeconds(30), Duration.ofSeconds(10)),
                        behavior,
                        fallback,
                        override));
    }

    private static Arbitrary<Behavior> behaviors() {
        Arbitrary<Policy> policies = Combinators.combine(
                        Arbitraries.of(Unit.class),
                        Arbitraries.integers().between(1, 200),
                        Arbitraries.integers().between(1, 60))
                .as((unit, value, period) -> new Policy(unit, value, Duration.ofSeconds(period)));
        Arbitrary<Rules> rules = Combinators.combine(
                        Arbitraries.integers().between(0, 60),
                        Arbitraries.of(Select.class),
                        policies.list().ofMaxSize(3),
                        Arbitraries.of(0.0, 0.1, 0.5))
                .as((window, select, list, tolerance) ->
                        new Rules(Duration.ofSeconds(window), select, list, tolerance));
        return Combinators.combine(rules, rules).as(Behavior::new);
    }

    @Provide
    Arbitrary<List<Look>> looks() {
        return look().list().ofMinSize(1).ofMaxSize(30);
    }

    private static Arbitrary<Look> look() {
        Arbitrary<Double> values = Arbitraries.oneOf(
                Arbitraries.doubles().between(0, 300),
                Arbitraries.of(0.0, 1e-300, 1e18, Double.MAX_VALUE, Double.NaN, -5.0, Double.POSITIVE_INFINITY));
        Arbitrary<ReplicaLoad> loads = Combinators.combine(
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.doubles().between(0, 4_000).optional(),
                        Arbitraries.longs().between(0, Long.MAX_VALUE).optional(),
                        Arbitraries.doubles().between(0, 1_000).optional(),
                        Arbitraries.longs().between(-1, Long.MAX_VALUE).optional(),
                        Arbitraries.longs().between(-1, 1_000_000).optional())
                .as((ready, cpu, memory, rate, backlog, inFlight) -> new ReplicaLoad(
                        0,
                        ready,
                        cpu.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                        memory.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                        rate.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                        backlog.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                        inFlight.map(OptionalLong::of).orElseGet(OptionalLong::empty),
                        false));
        return Combinators.combine(
                        values.optional(0.8),
                        values.optional(0.8),
                        loads.list().ofMaxSize(8),
                        Arbitraries.integers().between(1, 40))
                .as((first, second, list, pause) -> new Look(first, second, list, Duration.ofSeconds(pause)));
    }

    private static Reading reading(Optional<Double> value) {
        return value.<Reading>map(measured -> new Reading.Measured(measured, 5, measured > 0))
                .orElseGet(() -> new Reading.Failed("no answer"));
    }

    private static Map<Integer, Reading> readings(Scaling scaling, Look look) {
        Map<Integer, Reading> readings = new TreeMap<>();
        for (int index = 0; index < scaling.triggers().size(); index++) {
            String type = scaling.triggers().get(index).type();
            if (type.equals("redis")) {
                readings.put(index, reading(look.first()));
            } else if (type.equals("kafka")) {
                readings.put(index, reading(look.second()));
            }
        }
        return readings;
    }

    /** What came of all of them, and what was known before the last. */
    record Run(ScaleMemory memory, int replicas, Duration now) {}

    private static Run run(Scaling scaling, int start, List<Look> looks) {
        ScaleMemory memory = ScaleMemory.created(Duration.ZERO);
        int replicas = start;
        Duration now = Duration.ZERO;
        for (Look look : looks) {
            now = now.plus(look.pause());
            ScaleDecision decision = ScaleDecider.decide(
                    scaling, memory, new Observed(replicas, look.loads(), readings(scaling, look)), now);
            assertThat(decision.replicas())
                    .as(decision.why().text())
                    .isBetween(scaling.bounds().floor(), scaling.bounds().most());
            replicas = decision.replicas();
            memory = decision.next();
        }
        return new Run(memory, replicas, now.plusSeconds(2));
    }

    @Property(tries = 600)
    void theCountIsAlwaysWithinTheBounds(
            @ForAll("scalings") Scaling scaling,
            @ForAll @IntRange(max = 60) int start,
            @ForAll("looks") List<Look> looks) {
        run(scaling, start, looks);
    }

    @Property(tries = 300)
    void whatWasNotLookedAtYetNeverLowersTheCountAndKeepsItWithinTheBounds(
            @ForAll("scalings") Scaling scaling,
            @ForAll @IntRange(max = 60) int start,
            @ForAll("looks") List<Look> looks) {
        Scaling external = new Scaling(
                scaling.bounds(),
                scaling.base(),
                List.of(Scene.redis(), scaling.triggers().getFirst()),
                scaling.cadence(),
                scaling.behavior(),
                scaling.fallback());
        Run run = run(external, start, looks);
        Observed nothing = new Observed(run.replicas(), looks.getLast().loads(), Map.of());

        ScaleDecision decision = ScaleDecider.decide(external, run.memory(), nothing, run.now());

        assertThat(decision.replicas())
                .as(decision.why().text())
                .isBetween(run.replicas(), external.bounds().most());
    }

    @Property(tries = 200)
    void theSameGivesTheSame(
            @ForAll("scalings") Scaling scaling,
            @ForAll @IntRange(max = 60) int start,
            @ForAll("looks") List<Look> looks) {
        assertThat(run(scaling, start, looks)).isEqualTo(run(scaling, start, looks));
    }

    @Property(tries = 600)
    void moreWorkNeverAsksForFewerReplicas(
            @ForAll("scalings") Scaling scaling,
            @ForAll @IntRange(max = 40) int start,
            @ForAll("looks") List<Look> looks,
            @ForAll @DoubleRange(min = 0, max = 500) double less,
            @ForAll @DoubleRange(min = 0, max = 500) double more) {
        Run before = run(scaling, start, looks);
        List<ReplicaLoad> loads = looks.getLast().loads();

        int few = after(scaling, before, loads, less);
        int many = after(scaling, before, loads, less + more);

        assertThat(few).isLessThanOrEqualTo(many);
    }

    private static int after(Scaling scaling, Run before, List<ReplicaLoad> loads, double value) {
        Look look = new Look(Optional.of(value), Optional.of(value), loads, Duration.ZERO);
        Observed observed = new Observed(before.replicas(), loads, readings(scaling, look));
        return ScaleDecider.decide(scaling, before.memory(), observed, before.now())
                .replicas();
    }

    @Property(tries = 500)
    void aTriggerThatFailsNeverLowersTheCount(@ForAll("scalings") Scaling scaling, @ForAll("looks") List<Look> looks) {
        Scaling withoutFallback = new Scaling(
                scaling.bounds(),
                scaling.base(),
                List.of(Scene.redis(), scaling.triggers().getFirst()),
                scaling.cadence(),
                scaling.behavior(),
                Optional.empty());
        Run run = run(withoutFallback, scaling.bounds().least(), looks);
        Look failing = new Look(Optional.empty(), Optional.empty(), List.of(), Duration.ZERO);
        Observed observed = new Observed(run.replicas(), looks.getLast().loads(), readings(withoutFallback, failing));

        ScaleDecision decision = ScaleDecider.decide(withoutFallback, run.memory(), observed, run.now());

        assertThat(decision.replicas()).as(decision.why().text()).isGreaterThanOrEqualTo(run.replicas());
    }

    @Property(tries = 40)
    void aConstantReadingIsAnsweredByACountThatStays(
            @ForAll("scalings") Scaling scaling,
            @ForAll @IntRange(max = 40) int start,
            @ForAll @DoubleRange(min = 0, max = 300) double value) {
        Scaling external = new Scaling(
                scaling.bounds(),
                scaling.base(),
                List.of(Scene.redis()),
                scaling.cadence(),
                scaling.behavior(),
                scaling.fallback());
        Look look = new Look(Optional.of(value), Optional.empty(), List.of(), Duration.ofSeconds(2));
        Run settled = run(external, start, Collections.nCopies(3_700, look));
        Run later = run(external, start, Collections.nCopies(3_750, look));

        assertThat(later.replicas()).isEqualTo(settled.replicas());
    }
}
