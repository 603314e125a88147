package tireless.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import tireless.api.ResourceRef;
import tireless.api.SeriesView;
import tireless.scale.simulate.Trace;

/** What is said to have arrived is what replicas that share a queue say that they have done, and what waits at the end. */
class RecordedLoadPropertyTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T20:00:00Z");

    private record Said(long processed, long backlog, long inFlight) {}

    /** Consumers of one queue, of which each says how it stands when it takes an item and when it has done it. */
    private static final class World {
        private final Random random;
        private final Said[] said;
        private final int[] left;
        private final int[] done;
        private long backlog;
        private long arrived;
        private long counted;
        private final List<SeriesView.Sample> samples = new ArrayList<>();

        World(long seed, int replicas) {
            random = new Random(seed);
            said = new Said[replicas];
            Arrays.fill(said, new Said(0, 0, 0));
            left = new int[replicas];
            done = new int[replicas];
        }

        /** Ten moments, then a look. */
        void second(long arriving, int itemMoments) {
            for (int moment = 0; moment < 10; moment++) {
                if (moment == 3) {
                    backlog += arriving;
                    arrived += arriving;
                }
                int first = random.nextInt(said.length);
                for (int place = 0; place < said.length; place++) {
                    act((first + place) % said.length, itemMoments);
                }
            }
            look();
        }

        private void act(int replica, int itemMoments) {
            if (left[replica] > 0 && --left[replica] == 0) {
                done[replica]++;
                said[replica] = new Said(done[replica], backlog, 0);
            } else if (left[replica] == 0 && backlog > 0) {
                backlog--;
                left[replica] = 1 + random.nextInt(itemMoments);
                said[replica] = new Said(done[replica], backlog, 1);
            } else if (left[replica] == 0 && random.nextInt(10) == 0) {
                said[replica] = new Said(done[replica], backlog, 0);
            }
        }

        private void look() {
            long processed = Arrays.stream(said).mapToLong(Said::processed).sum();
            samples.add(new SeriesView.Sample(
                    BEGIN.plusSeconds(samples.size()),
                    Map.of(
                            "done", (double) (processed - counted),
                            "backlog",
                                    (double) most(Arrays.stream(said)
                                            .mapToLong(Said::backlog)
                                            .toArray()),
                            "inFlight",
                                    (double) Arrays.stream(said)
                                            .mapToLong(Said::inFlight)
                                            .sum())));
            counted = processed;
        }

        private static long most(long[] values) {
            return Arrays.stream(values).max().orElse(0);
        }

        boolean isDrained() {
            return backlog == 0
                    && Arrays.stream(said).allMatch(one -> one.backlog() == 0 && one.inFlight() == 0)
                    && Arrays.stream(left).allMatch(one -> one == 0);
        }
    }

    @Property(tries = 200)
    void whatArrivedAddsUpToWhatWasDone(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int replicas,
            @ForAll @IntRange(min = 1, max = 30) int itemMoments,
            @ForAll @IntRange(min = 1, max = 12) int step) {
        World world = new World(seed, replicas);
        for (int second = 0; second < 40; second++) {
            world.second(world.random.nextInt(8) == 0 ? world.random.nextInt(60) : 0, itemMoments);
        }
        while (!world.isDrained()) {
            world.second(0, itemMoments);
        }
        // So that the last step begins when all is done.
        IntStream.range(0, 2 * step).forEach(_ -> world.second(0, itemMoments));

        assertThat(world.counted).isEqualTo(world.arrived);
        assertThat(arrived(world.samples, step)).isCloseTo((double) world.arrived, Offset.offset(0.5));
    }

    private static double arrived(List<SeriesView.Sample> samples, int step) {
        String text = RecordedLoad.of(new SeriesView(
                new ResourceRef("worker", "public", "x"), Duration.ofSeconds(step), folded(samples, step)));
        Trace trace = ((Trace.Parsed.Good) Trace.parse(text)).trace();
        return trace.steps().stream().mapToDouble(Trace.Step::arrivals).sum();
    }

    /** As the server keeps a longer time: the sum of what was done, the peak of all else. */
    private static List<SeriesView.Sample> folded(List<SeriesView.Sample> samples, int step) {
        List<SeriesView.Sample> folded = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += step) {
            Map<String, Double> figures = new HashMap<>();
            for (SeriesView.Sample sample : samples.subList(from, Math.min(samples.size(), from + step))) {
                figures.merge("done", sample.figure("done").orElse(0), Double::sum);
                figures.merge("backlog", sample.figure("backlog").orElse(0), Math::max);
                figures.merge("inFlight", sample.figure("inFlight").orElse(0), Math::max);
            }
            folded.add(new SeriesView.Sample(samples.get(from).at(), figures));
        }
        return folded;
    }
}
