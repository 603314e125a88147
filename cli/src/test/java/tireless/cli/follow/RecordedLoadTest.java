package tireless.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;
import tireless.scale.simulate.Trace;

/** What arrived, by what was measured. */
class RecordedLoadTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T20:00:00Z");

    private final List<SeriesView.Sample> samples = new ArrayList<>();

    private RecordedLoadTest sample(int second, Map<String, Double> figures) {
        samples.add(new SeriesView.Sample(BEGIN.plusSeconds(second), figures));
        return this;
    }

    private Trace load(Duration step) {
        String text = RecordedLoad.of(new SeriesView(new ResourceRef("worker", "public", "x"), step, samples));
        return ((Trace.Parsed.Good) Trace.parse(text)).trace();
    }

    private static double between(Trace load, double from, double to) {
        return load.steps().stream()
                .filter(step -> step.from() >= from && step.from() < to)
                .mapToDouble(Trace.Step::arrivals)
                .sum();
    }

    @Test
    void aSteadyLoadIsWhatIsDone() {
        for (int second = 0; second < 60; second++) {
            sample(second, Map.of("perSecond", 50.0, "backlog", 3.0, "inFlight", 2.0));
        }

        Trace load = load(Duration.ofSeconds(1));

        assertThat(load.seconds()).isEqualTo(61);
        assertThat(between(load, 0, 1)).as("what waited at the beginning, too").isEqualTo(55);
        assertThat(between(load, 1, 60)).isEqualTo(59 * 50.0);
    }

    @Test
    void whatWasCountedIsBelievedAndNotTheRate() {
        sample(0, Map.of("replicas", 0.0));
        sample(1, Map.of("backlog", 90.0, "done", 10.0));
        sample(2, Map.of("backlog", 0.0, "done", 90.0, "perSecond", 50.0));
        for (int second = 3; second < 20; second++) {
            sample(second, Map.of("backlog", 0.0, "done", 0.0, "perSecond", 50.0));
        }

        assertThat(between(load(Duration.ofSeconds(1)), 0, 20)).isEqualTo(100);
    }

    /** A rate is the average of 10 s: it comes after the items are gone, and says nothing of replicas that have left. */
    @Test
    void aBurstArrivesOnceThoughItsRateIsToldLater() {
        for (int second = 0; second < 5; second++) {
            sample(second, Map.of("replicas", 0.0));
        }
        for (int second = 5; second < 60; second++) {
            double left = Math.max(0, 400 - 80.0 * (second - 5));
            double rate = second < 10 ? 8.0 * (second - 5) : Math.max(0, 40 - 4.0 * (second - 10));
            sample(second, new TreeMap<>(Map.of("backlog", left, "inFlight", left > 0 ? 8.0 : 0, "perSecond", rate)));
        }
        for (int second = 60; second < 80; second++) {
            sample(second, Map.of("backlog", 0.0, "inFlight", 0.0, "perSecond", 20.0));
        }

        Trace load = load(Duration.ofSeconds(1));

        assertThat(between(load, 0, 5)).isZero();
        assertThat(between(load, 5, 6)).isEqualTo(408);
        assertThat(between(load, 6, 60)).isZero();
        assertThat(between(load, 60, 80)).as("nothing is owed for ever").isCloseTo(400, Offset.offset(1.0));
    }

    /** Eight take one each: the first still says that 400 wait when the last has told that it has one in hand. */
    @Test
    void whatOneSaysThatWaitsAndAnotherHasInHandArrivedOnce() {
        sample(0, Map.of("replicas", 0.0));
        sample(1, Map.of("backlog", 399.0, "inFlight", 8.0, "done", 0.0));
        sample(2, Map.of("backlog", 315.0, "inFlight", 8.0, "done", 80.0));
        sample(3, Map.of("backlog", 236.0, "inFlight", 8.0, "done", 79.0));
        sample(4, Map.of("backlog", 0.0, "inFlight", 0.0, "done", 241.0));
        sample(5, Map.of("backlog", 0.0, "inFlight", 0.0, "done", 0.0));

        Trace load = load(Duration.ofSeconds(1));

        assertThat(between(load, 0, 10)).isEqualTo(400);
        assertThat(between(load, 1, 2)).isEqualTo(400);
    }

    @Test
    void ofALongerTimeThePeakOfWhatWaitedIsNotCountedBesideWhatWasDoneOfIt() {
        sample(0, Map.of("replicas", 0.0));
        sample(10, Map.of("backlog", 392.0, "inFlight", 8.0, "done", 300.0));
        sample(20, Map.of("backlog", 92.0, "inFlight", 8.0, "done", 100.0));
        sample(30, Map.of("backlog", 0.0, "inFlight", 0.0, "done", 0.0));

        Trace load = load(Duration.ofSeconds(10));

        assertThat(between(load, 0, 40)).isEqualTo(400);
        assertThat(between(load, 10, 20)).isEqualTo(400);
    }

    @Test
    void whatWasDoneWhileNobodyCountedIsNotOwed() {
        sample(0, Map.of("backlog", 5_000.0, "done", 0.0));
        sample(1, Map.of("backlog", 4_900.0, "done", 100.0));
        sample(31, Map.of("backlog", 2_000.0));
        sample(32, Map.of("backlog", 1_950.0, "done", 100.0));

        Trace load = load(Duration.ofSeconds(1));

        assertThat(between(load, 0, 1)).isEqualTo(5_000);
        assertThat(between(load, 1, 32)).isZero();
        assertThat(between(load, 32, 33)).isEqualTo(50);
    }

    @Test
    void ofATimeInWhichNothingWasMeasuredNothingIsMadeUp() {
        sample(0, Map.of("perSecond", 5.0));
        sample(10, Map.of("perSecond", 5.0));
        sample(100, Map.of("perSecond", 5.0));

        Trace load = load(Duration.ofSeconds(10));

        assertThat(load.steps())
                .containsExactly(
                        new Trace.Step(0, 10, 50),
                        new Trace.Step(10, 20, 50),
                        new Trace.Step(20, 100, 0),
                        new Trace.Step(100, 110, 50),
                        new Trace.Step(110, 120, 0));
    }
}
