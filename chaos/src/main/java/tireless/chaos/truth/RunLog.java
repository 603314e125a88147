package tireless.chaos.truth;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The lines of one attempt, as they came out of its log. */
final class RunLog {
    private final BitSet seen = new BitSet();
    private int last;
    private int repeated;
    private int disordered;
    private boolean moved;
    private final List<String> torn = new ArrayList<>();

    void line(int number) {
        if (seen.get(number)) {
            repeated++;
        } else if (number < last) {
            disordered++;
        }
        seen.set(number);
        last = Math.max(last, number);
    }

    void torn(String text) {
        torn.add(text);
    }

    /** Some of it was moved out of the file before it was read: it can not be compared. */
    void moved() {
        moved = true;
    }

    boolean isMoved() {
        return moved;
    }

    /** The lines that are not whole. */
    List<String> torn() {
        return List.copyOf(torn);
    }

    /** The first line that was seen; what was before it is not asked for. */
    int first() {
        return seen.nextSetBit(0);
    }

    boolean isEmpty() {
        return seen.isEmpty();
    }

    int lines() {
        return seen.cardinality();
    }

    /**
     * How it differs from what the worker noted.
     *
     * @param from the first line that must be there
     */
    Difference against(Ledger ledger, int from) {
        BitSet missing = (BitSet) ledger.written().clone();
        missing.andNot(seen);
        missing.clear(0, Math.max(0, from));
        // A line that did not fit on the disk may have left its beginning.
        int excused = Math.min(torn.size(), ledger.refused().cardinality());
        return new Difference(seen.cardinality(), missing.cardinality(), torn.size() - excused, repeated + disordered);
    }

    /**
     * @param lines how many whole lines there are
     * @param lost how many were written and are not there
     * @param torn how many are there in part
     * @param repeated how many are there more than once, or not in their place
     */
    record Difference(long lines, long lost, long torn, long repeated) {
        static final Difference NONE = new Difference(0, 0, 0, 0);

        Difference plus(Difference other) {
            return new Difference(lines + other.lines, lost + other.lost, torn + other.torn, repeated + other.repeated);
        }

        boolean isClean() {
            return lost == 0 && torn == 0 && repeated == 0;
        }
    }
}
