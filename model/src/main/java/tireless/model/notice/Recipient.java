package tireless.model.notice;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Somebody who is told of what happens.
 *
 * @param topics of what, without groups
 * @param atMostEvery the least time between two notices of one topic of one resource
 */
public record Recipient(Way way, SortedSet<String> topics, Duration atMostEvery) {
    public static final Duration DEFAULT_AT_MOST_EVERY = Duration.ofMinutes(5);

    public Recipient {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
    }
}
