package tireless.kubernetes.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.sight.PodView;
import tireless.model.CountOwner;
import tireless.model.Power;
import tireless.model.Workload;
import tools.jackson.databind.JsonNode;

/**
 * How a resource comes to have fewer replicas. What its load scales may finish what it has begun, until {@code drain.timeout}. Of a
 * Deployment the idle go first; a StatefulSet only ever loses its highest ordinals, so these are waited for. What is scaled by hand goes at
 * once. Pure.
 *
 * @param surplus since when there are too many; empty where there are not
 * @param count how many there shall be at the moment
 * @param goes which pods are to go now, by their uids
 */
record ScaleIn(Optional<Surplus> surplus, int count, Set<String> goes) {
    static final ScaleIn NONE = new ScaleIn(Optional.empty(), 0, Set.of());

    /**
     * @param since since boot; from then on each that goes has its whole time
     * @param wanted how many are desired
     * @param least how few were desired since then
     * @param drain the longest that one may take to finish
     */
    record Surplus(Duration since, int wanted, int least, Duration drain) {
        Duration end() {
            return since.plus(drain);
        }
    }

    /** The next, by how the resource is. */
    static ScaleIn of(Resource resource, Duration now) {
        int wanted = resource.replicas();
        Optional<JsonNode> owner = resource.seen.entrySet().stream()
                .filter(entry -> Kinds.hasPods(entry.getKey()))
                .<JsonNode>map(Map.Entry::getValue)
                .findFirst();
        int there =
                owner.map(tree -> tree.path("spec").path("replicas").asInt(0)).orElse(0);
        if (resource.power != Power.ON || resource.revision.isEmpty() || there <= wanted) {
            return new ScaleIn(Optional.empty(), wanted, Set.of());
        }
        Surplus surplus = surplus(resource, wanted, now);
        boolean late = surplus.end().compareTo(now) <= 0;
        Map<Integer, PodView> staying = new TreeMap<>(resource.slots.pods());
        staying.values().removeIf(pod -> !pod.stays());
        Map<Integer, PodView> busy = new TreeMap<>(staying);
        busy.values().removeIf(pod -> late || resource.work(pod, now) == 0);
        boolean ordered = owner.filter(tree ->
                        Kinds.STATEFUL_SET.kind().equals(tree.path("kind").asString("")))
                .isPresent();
        int held = ordered
                ? busy.keySet().stream().mapToInt(ordinal -> ordinal + 1).max().orElse(0)
                : busy.size();
        int count = Math.min(there, Math.max(wanted, held));
        Set<String> goes = goes(resource, ordered, staying, count, now);
        // Before its pods say who goes first, a Deployment would lose one that is busy.
        int said = ordered || busy.isEmpty()
                ? count
                : Math.min(there, staying.size()) - DeletionCost.room(staying.values(), busy.values());
        return new ScaleIn(Optional.of(surplus), Math.max(count, said), goes);
    }

    /** Each that has to go has the whole time, also where more have to go than at first. */
    private static Surplus surplus(Resource resource, int wanted, Duration now) {
        Workload workload = resource.revision.orElseThrow().workload();
        boolean drains = workload.scaling().isPresent() && CountOwner.of(workload) == CountOwner.TIRELESS;
        Duration drain = drains ? workload.drain() : Duration.ZERO;
        return resource.scaleIn
                .surplus()
                .filter(before -> wanted >= before.least())
                .map(before -> new Surplus(before.since(), wanted, before.least(), drain))
                .orElseGet(() -> new Surplus(now, wanted, wanted, drain));
    }

    /**
     * Of a StatefulSet the highest; else first what does nothing, of several what was to go before, then what is not ready, and of these the
     * highest.
     */
    private static Set<String> goes(
            Resource resource, boolean ordered, Map<Integer, PodView> staying, int count, Duration now) {
        Comparator<Map.Entry<Integer, PodView>> highest =
                Map.Entry.<Integer, PodView>comparingByKey().reversed();
        Comparator<Map.Entry<Integer, PodView>> idlest =
                Comparator.comparingLong(slot -> resource.work(slot.getValue(), now));
        return staying.entrySet().stream()
                .sorted(
                        ordered
                                ? highest
                                : idlest.thenComparing(slot -> !DeletionCost.isLeast(slot.getValue()))
                                        .thenComparing(slot -> slot.getValue().ready())
                                        .thenComparing(highest))
                .limit(Math.max(0, staying.size() - count))
                .map(slot -> slot.getValue().id().uid())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When those that are busy have to go all the same; empty where nobody is waited for. */
    Optional<Duration> deadline() {
        return surplus.filter(those -> count > those.wanted()).map(Surplus::end);
    }

    /** Which pods go because there are too many, until they are gone. */
    Set<String> leaving(Resource resource) {
        Set<String> leaving = new HashSet<>(goes);
        long staying =
                resource.slots.pods().values().stream().filter(PodView::stays).count();
        if (surplus.isEmpty()) {
            resource.slots.pods().values().stream()
                    .filter(pod -> resource.leaving.contains(pod.id().uid()))
                    .filter(pod -> pod.going().on() || staying > count)
                    .forEach(pod -> leaving.add(pod.id().uid()));
        }
        return Set.copyOf(leaving);
    }
}
