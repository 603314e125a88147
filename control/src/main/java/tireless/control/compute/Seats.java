package tireless.control.compute;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tireless.engine.Engine;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.ResourceStatus;

/** Where all resources are, and how they are seen. Written by who has the turn, but for {@link #gone}; read by all. */
final class Seats {
    private final Map<ResourceKey, Seat> seats = new ConcurrentHashMap<>();

    /** Those that no engine keeps at the moment. */
    private final Set<ResourceKey> between = ConcurrentHashMap.newKeySet();

    Optional<Seat> of(ResourceKey key) {
        return Optional.ofNullable(seats.get(key));
    }

    void put(Seat seat) {
        ResourceKey key = seat.desired().revision().key();
        if (!seat.is(Seat.Standing.HERE)) {
            between.add(key);
        }
        seats.put(key, seat);
        if (seat.is(Seat.Standing.HERE)) {
            between.remove(key);
        }
    }

    void drop(ResourceKey key) {
        seats.remove(key);
        between.remove(key);
    }

    /** To be called when a site has nothing of a resource any more: where that was to go for good, it has no seat from now on. */
    void gone(ResourceKey key, Site site) {
        seats.computeIfPresent(
                key,
                (_, seat) -> seat.site().equals(site)
                                && seat.desired().power() == Power.REMOVED
                                && !seat.is(Seat.Standing.LEAVING)
                        ? null
                        : seat);
        if (!seats.containsKey(key)) {
            between.remove(key);
        }
    }

    /** In order. */
    List<Seat> at(Site site) {
        return seats.values().stream()
                .filter(seat -> seat.site().equals(site))
                .sorted((one, other) -> one.desired()
                        .revision()
                        .key()
                        .compareTo(other.desired().revision().key()))
                .toList();
    }

    /** Empty where no seat is known, or the engine that keeps it does not know it. */
    Optional<ResourceStatus> status(ResourceKey key) {
        return of(key).flatMap(seat -> seat.is(Seat.Standing.HERE)
                ? seat.site().engine().flatMap(engine -> engine.status(key))
                : Optional.of(seen(seat)));
    }

    /** How one is seen that no engine keeps. */
    static ResourceStatus seen(Seat seat) {
        Optional<Engine> leaves = seat.is(Seat.Standing.LEAVING) ? seat.site().engine() : Optional.empty();
        return Overview.of(
                seat,
                leaves.flatMap(engine -> engine.status(seat.desired().revision().key())));
    }

    /** All, ordered by key; those without a seat as the machine shows them. */
    List<ResourceStatus> statuses(Site machine, Collection<? extends Site> clusters) {
        if (clusters.isEmpty() && between.isEmpty()) {
            return machine.engine().orElseThrow().statuses();
        }
        Map<ResourceKey, ResourceStatus> all = new TreeMap<>();
        put(machine, all);
        clusters.forEach(cluster -> put(cluster, all));
        for (ResourceKey key : between) {
            of(key).ifPresent(seat -> all.put(key, seen(seat)));
        }
        return List.copyOf(all.values());
    }

    private void put(Site site, Map<ResourceKey, ResourceStatus> all) {
        site.engine().map(Engine::statuses).orElse(List.of()).stream()
                .filter(status ->
                        of(status.key()).map(seat -> seat.site().equals(site)).orElse(true))
                .forEach(status -> all.put(status.key(), status));
    }
}
