package tireless.control;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tireless.model.ResourceKey;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.store.PastRevision;

/** Finds the revisions that people mean. Pure. */
final class Past {
    private Past() {}

    /**
     * The revision to go back to.
     *
     * @param history newest first
     * @param current the uid and number of what is desired
     * @param asked a number; empty means the one before the current
     * @throws TirelessException NOT_FOUND, naming those that are kept
     */
    static PastRevision before(ResourceKey key, List<PastRevision> history, Uid uid, int current, OptionalInt asked) {
        List<PastRevision> own = history.stream()
                .filter(past -> past.revision().uid().equals(uid))
                .toList();
        return own.stream()
                .filter(past -> asked.isPresent()
                        ? past.revision().number() == asked.getAsInt()
                        : past.revision().number() < current)
                .findFirst()
                .orElseThrow(() -> absent(key, asked, own));
    }

    /**
     * The revision to bring a deleted resource back with.
     *
     * @param asked a number of its last uid; empty means the last
     */
    static PastRevision ofDeleted(ResourceKey key, List<PastRevision> history, OptionalInt asked) {
        if (history.isEmpty()) {
            throw new TirelessException(
                    TirelessException.Code.NOT_FOUND,
                    false,
                    "there is no %s to restore: nothing of that name was deleted, or too long ago".formatted(key));
        }
        Uid last = history.getFirst().revision().uid();
        List<PastRevision> own = history.stream()
                .filter(past -> past.revision().uid().equals(last))
                .toList();
        return own.stream()
                .filter(past -> asked.isEmpty() || past.revision().number() == asked.getAsInt())
                .findFirst()
                .orElseThrow(() -> absent(key, asked, own));
    }

    static TirelessException absent(ResourceKey key, OptionalInt asked, List<PastRevision> kept) {
        String numbers = kept.stream()
                .map(past -> Integer.toString(past.revision().number()))
                .collect(Collectors.joining(", "));
        return new TirelessException(
                TirelessException.Code.NOT_FOUND,
                false,
                asked.isPresent()
                        ? "%s has no revision %d; kept are %s".formatted(key, asked.getAsInt(), numbers)
                        : "%s has no revision before this one; kept are %s".formatted(key, numbers));
    }
}
