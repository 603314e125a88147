package tireless.chaos.truth;

import java.util.BitSet;
import java.util.List;

/**
 * What a worker noted of its writing.
 *
 * @param written the numbers of the lines whose write returned
 * @param refused the numbers of those whose write failed
 */
public record Ledger(BitSet written, BitSet refused) {
    static final Ledger NOTHING = new Ledger(new BitSet(), new BitSet());

    /** Reads the lines of the file; the last one may be torn, and then says nothing. */
    static Ledger read(String text) {
        BitSet written = new BitSet();
        BitSet refused = new BitSet();
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        for (String line : lines) {
            if (line.startsWith("-")) {
                refused.set(Integer.parseInt(line.substring(1)));
            } else {
                written.set(Integer.parseInt(line));
            }
        }
        return new Ledger(written, refused);
    }
}
