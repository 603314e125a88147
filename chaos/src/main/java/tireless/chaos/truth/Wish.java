package tireless.chaos.truth;

import tireless.chaos.schedule.Crew;
import tireless.chaos.schedule.Order;

/**
 * What is desired of a resource.
 *
 * @param exists if not, the rest says nothing
 */
public record Wish(boolean exists, int round, int replicas, boolean on) {
    public static final Wish NOTHING = new Wish(false, 0, 0, false);

    /** What is desired when {@code order} was carried out. */
    Wish after(Order order, Crew crew) {
        return switch (order) {
            case Order.Apply apply ->
                exists
                        ? new Wish(true, apply.round(), replicas, on)
                        : new Wish(true, apply.round(), crew.replicas(), true);
            case Order.Scale scale -> exists ? new Wish(true, round, scale.replicas(), on) : this;
            case Order.Pause _ -> exists ? new Wish(true, round, replicas, false) : this;
            case Order.Resume _ -> exists ? new Wish(true, round, replicas, true) : this;
            case Order.Restart _ -> this;
            case Order.Delete _ -> NOTHING;
        };
    }

    /** Whether {@code order} has to be refused. */
    boolean refuses(Order order) {
        return switch (order) {
            case Order.Apply _ -> false;
            case Order.Scale _, Order.Pause _, Order.Resume _, Order.Delete _ -> !exists;
            case Order.Restart _ -> !exists || !on;
        };
    }
}
