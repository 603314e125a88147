package tireless.reconcile.simulation;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The chance of one schedule: decides by its seed which faults happen, and counts them. */
final class Dice {
    private final RandomGenerator random;
    private final Tally tally;
    private boolean faulty = true;

    Dice(long seed, Tally tally) {
        this.random = new SplittableRandom(seed);
        this.tally = tally;
    }

    RandomGenerator random() {
        return random;
    }

    boolean isFaulty() {
        return faulty;
    }

    void endFaults() {
        faulty = false;
    }

    /** Whether this fault happens here; never once the faults have ended. */
    boolean fault(Fault fault, double probability) {
        if (!faulty || random.nextDouble() >= probability) {
            return false;
        }
        tally.count(fault);
        return true;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to {@code bound}. */
    int upTo(int bound) {
        return random.nextInt(bound + 1);
    }
}
