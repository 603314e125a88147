package tireless.scale.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Items that come evenly and take the same time: the count is found, and then it never moves. */
class ConstantLoadPropertyTest {
    private static final double SECONDS = 2_400;
    private static final double SETTLED = 900;
    private static final int MOST = 60;

    @Property(tries = 25)
    void drainFindsACountAndStays(
            @ForAll @DoubleRange(min = 0.2, max = 20) double perSecond,
            @ForAll @DoubleRange(min = 0.05, max = 2) double work,
            @ForAll @DoubleRange(min = 2, max = 60) double target,
            @ForAll @DoubleRange(min = 0, max = 10) double start,
            @ForAll @DoubleRange(min = 0.01, max = 1.99) double phase) {
        Items items = new Items(IntStream.range(0, (int) (perSecond * SECONDS))
                .mapToObj(index -> new Items.Item(index / perSecond, work))
                .toList());

        Outcome outcome = Simulation.run(
                items, new World(0, start, 30, 300, SECONDS), Controllers.tirelessByDrain(target, MOST), phase);

        List<Integer> counts = outcome.course().stream()
                .filter(point -> point.at() > SETTLED)
                .map(Outcome.Point::desired)
                .distinct()
                .toList();
        assertThat(counts).hasSize(1);
        assertThat(counts.getFirst()).isGreaterThanOrEqualTo((int) Math.floor(perSecond * work));
        assertThat(outcome.course().getLast().waiting())
                .as("worked off within the target")
                .isLessThanOrEqualTo((long) Math.ceil(perSecond * target) + 1);
    }
}
