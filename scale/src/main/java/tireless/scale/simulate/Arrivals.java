package tireless.scale.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Makes single items of rates: each arrives by itself, as people and other programs send them (a Poisson process). */
public final class Arrivals {
    private Arrivals() {}

    /**
     * Items by a rate that changes.
     *
     * @param perSecond the rate at a time, never above {@code most}
     */
    public static Items of(
            DoubleUnaryOperator perSecond, double most, double seconds, ServiceTimes work, RandomGenerator random) {
        List<Items.Item> items = new ArrayList<>();
        for (double at = random.nextExponential() / most; at < seconds; at += random.nextExponential() / most) {
            if (random.nextDouble() * most < perSecond.applyAsDouble(at)) {
                items.add(new Items.Item(at, work.next(random)));
            }
        }
        return new Items(items);
    }

    /** Further items that all arrive at once. */
    public static Items burst(Items items, double at, int count, ServiceTimes work, RandomGenerator random) {
        List<Items.Item> all = new ArrayList<>(items.items());
        int place = (int) all.stream().filter(item -> item.arrival() < at).count();
        for (int added = 0; added < count; added++) {
            all.add(place, new Items.Item(at, work.next(random)));
        }
        return new Items(all);
    }
}
