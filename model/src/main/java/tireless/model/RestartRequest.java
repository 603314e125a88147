package tireless.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A restart by hand that is to be carried out, whoever has to do it.
 *
 * @param uid whose attempts are meant: those of another resource of the same name are not
 * @param attempts the number of the newest attempt of each ordinal when it was asked for: that one, and any before it, is to be
 *     replaced; a later one has replaced it already
 */
public record RestartRequest(ResourceKey resource, Uid uid, SortedMap<Integer, Integer> attempts) {
    public RestartRequest {
        attempts = Collections.unmodifiableSortedMap(new TreeMap<>(attempts));
    }

    /** The request to replace everything that {@code seen} shows. */
    public static RestartRequest of(ResourceStatus seen) {
        SortedMap<Integer, Integer> attempts = new TreeMap<>();
        seen.observed().stream()
                .filter(replica -> replica.attempt() > 0)
                .forEach(replica -> attempts.put(replica.slot().ordinal(), replica.attempt()));
        return new RestartRequest(seen.key(), seen.uid(), attempts);
    }

    /** Whether an attempt is one that is to be replaced. */
    public boolean asksFor(AttemptId attempt) {
        return attempt.slot().resource().equals(resource)
                && attempt.number() <= attempts.getOrDefault(attempt.slot().ordinal(), 0);
    }

    /**
     * Whether {@code seen} shows a later attempt wherever one was to be replaced and a replica is still desired. What it does not show is
     * not done.
     */
    public boolean isDone(ResourceStatus seen) {
        Map<Integer, Integer> left = new TreeMap<>(attempts);
        seen.observed().stream()
                .filter(replica -> !asksFor(new AttemptId(replica.slot(), replica.attempt())))
                .forEach(replica -> left.remove(replica.slot().ordinal()));
        left.keySet().removeIf(ordinal -> ordinal >= seen.replicas());
        return left.isEmpty() || !seen.uid().equals(uid);
    }
}
