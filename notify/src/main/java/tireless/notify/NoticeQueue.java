package tireless.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one recipient of one resource: of each kind one notice at most, and one that is under way. Times are since boot. Not safe
 * for use by many threads.
 */
final class NoticeQueue {
    private record Waiting(Notice notice, Duration due) {}

    private final Map<String, Waiting> waiting = new HashMap<>();
    private final Map<String, Duration> sent = new HashMap<>();
    private final Duration atMostEvery;
    private @Nullable Notice underWay;

    NoticeQueue(Duration atMostEvery) {
        this.atMostEvery = atMostEvery;
    }

    /** What of it is to be stored, and what no more. */
    record Change(List<Notice> put, Set<String> removed) {
        static final Change NONE = new Change(List.of(), Set.of());

        Change {
            put = List.copyOf(put);
            removed = Set.copyOf(removed);
        }
    }

    /** Puts one in, in the place of what waits of its kind. One that is known already changes nothing. */
    Change add(Notice notice, Duration now) {
        String kind = notice.told().kind();
        Waiting older = waiting.get(kind);
        boolean known = (older != null && older.notice().sequence() >= notice.sequence())
                || (underWay != null
                        && underWay.told().kind().equals(kind)
                        && underWay.sequence() >= notice.sequence());
        if (known) {
            return Change.NONE;
        }
        if (older == null) {
            Duration last = sent.get(kind);
            waiting.put(kind, new Waiting(notice, last == null ? now : later(now, last.plus(atMostEvery))));
            return new Change(List.of(notice), Set.of());
        }
        Notice joined = notice.insteadOf(older.notice());
        waiting.put(kind, new Waiting(joined, older.due()));
        return new Change(List.of(joined), Set.of(older.notice().id()));
    }

    /** Takes what is due; it is under way until {@link #delivered} or {@link #failed}. */
    Optional<Notice> take(Duration now) {
        Optional<Waiting> due = waiting.values().stream()
                .filter(one -> one.due().compareTo(now) <= 0 && isFree(one))
                .min(Comparator.comparingLong(one -> one.notice().sequence()));
        due.ifPresent(one -> {
            waiting.remove(one.notice().told().kind());
            underWay = one.notice();
        });
        return due.map(Waiting::notice);
    }

    private boolean isFree(Waiting one) {
        return underWay == null
                || !underWay.told().kind().equals(one.notice().told().kind());
    }

    Change delivered(Notice notice, Duration now) {
        underWay = null;
        String kind = notice.told().kind();
        sent.put(kind, now);
        waiting.computeIfPresent(
                kind, (_, held) -> new Waiting(held.notice(), later(held.due(), now.plus(atMostEvery))));
        return new Change(List.of(), Set.of(notice.id()));
    }

    /** To be tried again after {@code pause}; what came meanwhile takes its place. */
    Change failed(Notice notice, Duration now, Duration pause) {
        underWay = null;
        Notice tried = notice.tried();
        Waiting newer = waiting.get(notice.told().kind());
        List<Notice> put = new ArrayList<>();
        Set<String> removed = new HashSet<>();
        if (newer == null) {
            put.add(tried);
            waiting.put(notice.told().kind(), new Waiting(tried, now.plus(pause)));
        } else {
            Notice joined = newer.notice().insteadOf(tried);
            put.add(joined);
            removed.add(notice.id());
            waiting.put(notice.told().kind(), new Waiting(joined, now.plus(pause)));
        }
        return new Change(put, removed);
    }

    /** It is not tried again. */
    Change givenUp(Notice notice) {
        underWay = null;
        return new Change(List.of(), Set.of(notice.id()));
    }

    /** How long there is nothing to do; empty where nothing waits, and nothing is to be remembered. */
    Optional<Duration> pause(Duration now) {
        sent.values().removeIf(at -> at.plus(atMostEvery).compareTo(now) <= 0);
        Stream<Duration> ends = waiting.isEmpty()
                ? sent.values().stream().map(at -> at.plus(atMostEvery))
                : waiting.values().stream().map(Waiting::due);
        return ends.map(at -> later(at.minus(now), Duration.ZERO)).min(Comparator.naturalOrder());
    }

    /** How many are not delivered. */
    int size() {
        return waiting.size() + (underWay == null ? 0 : 1);
    }

    /** How many of them would be tried now. */
    boolean hasDue(Duration now) {
        return underWay != null
                || waiting.values().stream()
                        .anyMatch(one ->
                                one.due().compareTo(now) <= 0 && one.notice().attempts() == 0);
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
