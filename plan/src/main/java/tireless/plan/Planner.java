package tireless.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tireless.model.Power;
import tireless.model.ResourceKey;
import tireless.model.Revision;
import tireless.model.Spec;
import tireless.model.TirelessException;
import tireless.model.Uid;
import tireless.model.Workload;
import tireless.model.scaling.Bounds;

/** Compares what is asked for with what is desired now. Pure but for the uids it draws; as safe for threads as their source. */
public final class Planner {
    private final Supplier<Uid> uids;

    /** @param uids gives a uid that was never given before, for each creation */
    public Planner(Supplier<Uid> uids) {
        this.uids = uids;
    }

    /**
     * What applying {@code candidates} does. Resources that no candidate names stay as they are. A rollback is the plan of an
     * older revision's spec and document.
     *
     * @param current what is desired now, as the store gave it
     * @param now wall time, for the revisions
     * @throws TirelessException INVALID_MANIFEST when one resource is asked for twice
     */
    public Plan plan(List<Candidate> candidates, Map<ResourceKey, DesiredResource> current, Instant now) {
        refuseDuplicates(candidates);
        List<Change> changes = new ArrayList<>();
        for (Candidate candidate : candidates) {
            changes.add(change(candidate, current.get(candidate.key()), now));
        }
        return new Plan(changes);
    }

    /**
     * What deleting {@code keys} does. One that is already on its way out is left so.
     *
     * @throws TirelessException NOT_FOUND, naming every key that is not there
     */
    public Plan delete(List<ResourceKey> keys, Map<ResourceKey, DesiredResource> current) {
        List<ResourceKey> absent =
                keys.stream().filter(key -> !current.containsKey(key)).toList();
        if (!absent.isEmpty()) {
            String names = absent.stream().map(ResourceKey::toString).collect(Collectors.joining(", "));
            throw new TirelessException(TirelessException.Code.NOT_FOUND, false, "not found: " + names);
        }
        return new Plan(keys.stream()
                .distinct()
                .map(current::get)
                .map(Planner::deletion)
                .toList());
    }

    private static Change deletion(DesiredResource before) {
        return before.power() == Power.REMOVED
                ? new Change.Unchanged(before)
                : new Change.Delete(before, before.withPower(Power.REMOVED));
    }

    private Change change(Candidate candidate, @Nullable DesiredResource before, Instant now) {
        if (before == null || before.power() == Power.REMOVED) {
            long seen = before == null ? DesiredResource.NEW : before.version();
            Revision first = new Revision(candidate.key(), uids.get(), 1, now, candidate.spec());
            return new Change.Create(
                    new DesiredResource(first, candidate.document(), Power.ON, OptionalInt.empty(), seen));
        }
        Spec from = before.revision().spec();
        Spec to = candidate.spec();
        List<FieldChange> fields = SpecDifference.between(from, to);
        List<FieldChange> metadata = SpecDifference.between(
                before.document().metadata(), candidate.document().metadata());
        if (fields.isEmpty()) {
            return candidate.document().saysTheSameAs(before.document())
                    ? new Change.Unchanged(before)
                    : new Change.Reword(before, successor(before, candidate, now), metadata);
        }
        DesiredResource after = successor(before, candidate, now);
        boolean onlyCount = from.replicas() != to.replicas() && fields.size() == 1 && metadata.isEmpty();
        if (onlyCount) {
            return new Change.Scale(before, after);
        }
        List<FieldChange> all = new ArrayList<>(fields);
        all.addAll(metadata);
        return new Change.Roll(before, after, all, before.replicas());
    }

    private static DesiredResource successor(DesiredResource before, Candidate candidate, Instant now) {
        Revision last = before.revision();
        Revision next = new Revision(last.key(), last.uid(), last.number() + 1, now, candidate.spec());
        return new DesiredResource(
                next, candidate.document(), before.power(), scaledTo(before, candidate.spec()), before.version());
    }

    private static OptionalInt scaledTo(DesiredResource before, Spec next) {
        if (!(before.revision().spec() instanceof Workload from && next instanceof Workload to)) {
            return before.scaledTo();
        }
        if (from.scaling().isEmpty() && to.scaling().isPresent()) {
            // It begins with what there is: whether that is needed is for the load to say.
            Bounds bounds = to.scaling().get().bounds();
            return OptionalInt.of(Math.clamp(before.count(), bounds.floor(), bounds.most()));
        }
        return from.keepsCountIn(to) ? before.scaledTo() : OptionalInt.empty();
    }

    private static void refuseDuplicates(List<Candidate> candidates) {
        Set<ResourceKey> seen = new HashSet<>();
        Optional<ResourceKey> twice = candidates.stream()
                .map(Candidate::key)
                .filter(key -> !seen.add(key))
                .findFirst();
        if (twice.isPresent()) {
            throw new TirelessException(
                    TirelessException.Code.INVALID_MANIFEST,
                    false,
                    twice.get() + " is asked for twice; keep one of the two documents");
        }
    }
}
