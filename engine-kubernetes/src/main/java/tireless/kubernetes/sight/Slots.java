package tireless.kubernetes.sight;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.kubernetes.apply.Kinds;

/**
 * Which pod has which ordinal. Pure. A StatefulSet says it in the names; else a pod has the lowest that no pod has that stays, and keeps it.
 *
 * @param pods by ordinal, the one that has it now
 * @param memory by ordinal, also of those that have no pod
 */
public record Slots(SortedMap<Integer, PodView> pods, SortedMap<Integer, SlotMemory> memory) {
    private static final Comparator<PodView> OLDEST_FIRST = Comparator.comparing(
                    (PodView pod) -> pod.id().createdAt())
            .thenComparing(pod -> pod.id().name());

    /** Gives every pod its place, beginning with what is remembered. */
    public static Slots of(Collection<PodView> pods, Map<Integer, SlotMemory> remembered) {
        SortedMap<Integer, PodView> placed = new TreeMap<>();
        List<PodView> sorted = pods.stream().sorted(OLDEST_FIRST).toList();
        for (PodView pod : sorted) {
            place(pod, remembered).ifPresent(ordinal -> placed.merge(ordinal, pod, Slots::newer));
        }
        for (PodView pod : sorted) {
            if (pod.stays() && place(pod, remembered).isEmpty()) {
                placed.put(free(placed), pod);
            }
        }
        SortedMap<Integer, SlotMemory> memory = new TreeMap<>(remembered);
        placed.forEach((ordinal, pod) -> memory.put(
                ordinal, memory.getOrDefault(ordinal, SlotMemory.NONE).with(pod)));
        return new Slots(placed, memory);
    }

    private static OptionalInt place(PodView pod, Map<Integer, SlotMemory> remembered) {
        if (pod.of().owner().equals(Kinds.STATEFUL_SET.kind())) {
            return pod.id().ordinal();
        }
        return remembered.entrySet().stream()
                .filter(entry -> entry.getValue().pod().equals(pod.id().uid()))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    private static PodView newer(PodView older, PodView newer) {
        return older.stays() && !newer.stays() ? older : newer;
    }

    private static int free(SortedMap<Integer, PodView> placed) {
        int ordinal = 0;
        while (placed.containsKey(ordinal) && placed.get(ordinal).stays()) {
            ordinal++;
        }
        return ordinal;
    }

    /** The ordinal of a pod; empty where another one has taken its place. */
    public OptionalInt ordinalOf(String uid) {
        return pods.entrySet().stream()
                .filter(entry -> entry.getValue().id().uid().equals(uid))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }
}
