package tireless.kubernetes.engine;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.sight.SlotMemory;

/**
 * What must outlive the engine of one resource and is not to be read from the cluster.
 *
 * @param uids of this and earlier resources of the name that this engine made: by them its objects are known
 * @param applied what may have been applied of it
 * @param slots by ordinal
 * @param runs with which revision a run began, by its hash: one that comes back has the same number, so that nothing is replaced for it
 */
public record ResourceMemory(
        Set<String> uids,
        Set<ObjectRef> applied,
        SortedMap<Integer, SlotMemory> slots,
        SortedMap<String, Integer> runs) {
    static final ResourceMemory NONE =
            new ResourceMemory(Set.of(), Set.of(), Collections.emptySortedMap(), Collections.emptySortedMap());

    /** More are not gone back to. */
    private static final int RUNS = 50;

    public ResourceMemory {
        uids = Set.copyOf(uids);
        applied = Set.copyOf(applied);
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        runs = Collections.unmodifiableSortedMap(new TreeMap<>(runs));
    }

    ResourceMemory withUid(String uid) {
        Set<String> more = new TreeSet<>(uids);
        more.add(uid);
        return new ResourceMemory(more, applied, slots, runs);
    }

    ResourceMemory withApplied(Set<ObjectRef> next) {
        return new ResourceMemory(uids, next, slots, runs);
    }

    ResourceMemory withSlots(SortedMap<Integer, SlotMemory> next) {
        return new ResourceMemory(uids, applied, next, runs);
    }

    /** With one more run; the oldest is forgotten where there are too many. */
    ResourceMemory withRun(String run, int revision) {
        SortedMap<String, Integer> more = new TreeMap<>(runs);
        more.put(run, revision);
        if (more.size() > RUNS) {
            more.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .ifPresent(oldest -> more.remove(oldest.getKey()));
        }
        return new ResourceMemory(uids, applied, slots, more);
    }

    /** For the next resource of the same name: attempts count on, numbers of revisions do not. */
    ResourceMemory ofNextResource(String uid) {
        return new ResourceMemory(withUid(uid).uids, applied, slots, Collections.emptySortedMap());
    }
}
