package tireless.scale.simulate;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import tireless.scale.ReplicaLoad;

/** One replica, from its start until it is gone. */
final class SimulatedReplica {
    /** The time over which the rate of a real one is measured, too. */
    private static final double RATE_SECONDS = 10;

    private final int ordinal;
    private final double started;
    private final double readyAt;
    private final ArrayDeque<Double> done = new ArrayDeque<>();
    private long finished;
    private Optional<Items.Item> work = Optional.empty();
    private boolean ending;
    private int runs;

    SimulatedReplica(int ordinal, double started, double readyAt) {
        this.ordinal = ordinal;
        this.started = started;
        this.readyAt = readyAt;
    }

    int ordinal() {
        return ordinal;
    }

    double started() {
        return started;
    }

    boolean isReady(double now) {
        return now >= readyAt;
    }

    boolean isBusy() {
        return work.isPresent();
    }

    boolean isEnding() {
        return ending;
    }

    /** It takes no more. */
    void end() {
        ending = true;
    }

    /** Which of its items it works on; an end that was foreseen for another one means nothing. */
    int run() {
        return runs;
    }

    void begin(Items.Item item) {
        work = Optional.of(item);
        runs++;
    }

    Optional<Items.Item> stop() {
        Optional<Items.Item> item = work;
        work = Optional.empty();
        return item;
    }

    void finish(double now) {
        work = Optional.empty();
        done.add(now);
        finished++;
    }

    ReplicaLoad load(double now, long waiting) {
        while (!done.isEmpty() && done.peekFirst() < now - RATE_SECONDS) {
            done.removeFirst();
        }
        double told = Math.min(RATE_SECONDS, now - readyAt);
        boolean ready = isReady(now);
        return new ReplicaLoad(
                ordinal,
                ready,
                ready ? OptionalDouble.of(isBusy() ? 1_000 : 0) : OptionalDouble.empty(),
                OptionalLong.empty(),
                ready
                        ? new ReplicaLoad.Work(
                                told >= 1 ? OptionalDouble.of(done.size() / told) : OptionalDouble.empty(),
                                OptionalLong.of(finished),
                                OptionalLong.of(waiting),
                                OptionalLong.of(isBusy() ? 1 : 0))
                        : ReplicaLoad.Work.UNKNOWN,
                false);
    }
}
