package tireless.store;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import tireless.model.ResourceKey;
import tireless.model.RolloutRecord;
import tireless.model.TirelessException;
import tireless.plan.DesiredResource;

/**
 * Keeps desired state, its history, and a journal of events. Every method throws {@link TirelessException} when the medium
 * fails, saying where and what; the store works again as soon as the medium does, without being opened anew.
 *
 * <p>Safe for use by many threads. After {@link #close} every method throws {@link IllegalStateException}.
 */
public interface Store extends AutoCloseable {
    /** Everything that is desired at one instant, in the order of the keys; what is on its way out is there until it is forgotten. */
    SortedMap<ResourceKey, DesiredResource> desired();

    Optional<DesiredResource> desired(ResourceKey key);

    /**
     * Writes all or nothing, durably: when this returns, no crash and no loss of power undoes it; when it throws, nothing was
     * written. {@link Write#of} makes the writes of a plan.
     *
     * @throws StaleViewException if one of the writes was made from a version that the store no longer has
     * @throws IllegalArgumentException if two writes are for one resource, or a revision's number does not follow its uid's last
     */
    default void commit(List<Write> writes) {
        commit(writes, List.of(), List.of());
    }

    /**
     * The same, and as one with it {@link Unfinished#keep} of roll-outs, and the values of secrets.
     *
     * @param begun by what is written
     * @param sealed those of revisions that are written, or are there
     */
    void commit(List<Write> writes, List<RolloutRecord> begun, List<SealedSecret> sealed);

    /**
     * The kept revisions under a key, newest first, also those of deleted resources; each says its uid. Empty where there are
     * none.
     */
    List<PastRevision> history(ResourceKey key);

    Journal journal();

    Unfinished unfinished();

    SealedSecrets secrets();

    SeriesChunks series();

    Outbox outbox();

    /** Records what the journal still holds, then lets go. Closing twice is the same as once. */
    @Override
    void close();

    /**
     * Changes one resource and tries again for as long as others change it in between: for power and scale.
     *
     * @param change must have no effect of its own, as it may be called several times
     * @return the new state, as stored
     * @throws TirelessException NOT_FOUND if it does not exist
     */
    default DesiredResource update(ResourceKey key, UnaryOperator<DesiredResource> change) {
        while (true) {
            DesiredResource seen = desired(key)
                    .orElseThrow(
                            () -> new TirelessException(TirelessException.Code.NOT_FOUND, false, "not found: " + key));
            DesiredResource next = change.apply(seen);
            if (next.equals(seen)) {
                return seen;
            }
            try {
                commit(List.of(new Write.Save(next)));
                return desired(key).orElse(next);
            } catch (StaleViewException _) {
                // Someone else won, so the change is made again to what they wrote.
            }
        }
    }
}
