package tireless.model;

/**
 * One try to run a replica. Numbers grow within a slot and are never used twice.
 *
 * @param number from 1
 */
public record AttemptId(SlotId slot, int number) {
    public AttemptId {
        if (number < 1) {
            throw new IllegalArgumentException("attempts count from 1: " + number);
        }
    }

    @Override
    public String toString() {
        return slot + "#" + number;
    }
}
