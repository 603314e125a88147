package tireless.scale;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The replicas, as a queue sees them.
 *
 * @param ready replicas that can work
 * @param telling those of them that tell what they do
 * @param done items per second of all together
 * @param busy those that work now, and tell their rate too; unknown where they do not tell what is in flight
 * @param inFlight items begun and not finished
 * @param each items that a busy one works on at a time; at least 1
 */
record Workforce(int ready, int telling, double done, OptionalDouble busy, double inFlight, double each) {

    static Workforce of(List<ReplicaLoad> loads) {
        List<ReplicaLoad> ready = loads.stream().filter(ReplicaLoad::ready).toList();
        List<ReplicaLoad> telling =
                ready.stream().filter(load -> load.perSecond().isPresent()).toList();
        double done = telling.stream()
                .mapToDouble(load -> tamed(load.perSecond().orElse(0)))
                .sum();
        boolean tellInFlight = ready.stream().anyMatch(load -> load.inFlight().isPresent());
        long busy = ready.stream().filter(load -> load.inFlight().orElse(0) > 0).count();
        double inFlight = ready.stream()
                .mapToDouble(load -> (double) Math.max(0, load.inFlight().orElse(0)))
                .sum();
        long busyAndTelling =
                telling.stream().filter(load -> load.inFlight().orElse(0) > 0).count();
        return new Workforce(
                ready.size(),
                telling.size(),
                done,
                tellInFlight ? OptionalDouble.of((double) busyAndTelling) : OptionalDouble.empty(),
                inFlight,
                busy == 0 ? 1 : Math.max(1, inFlight / busy));
    }

    private static double tamed(double value) {
        return Double.isNaN(value) ? 0 : Math.clamp(value, 0, 1e15);
    }

    /** How many replicas have or would find something to do: those that are busy, and one for what each of the others could take. */
    double useful(double backlog) {
        double working = busy.isPresent() ? Math.ceil(inFlight / each) : ready;
        return working + Math.ceil(backlog / each);
    }
}
