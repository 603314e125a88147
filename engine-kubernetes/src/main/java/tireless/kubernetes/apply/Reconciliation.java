package tireless.kubernetes.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tireless.kubernetes.objects.Labels;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done so that the objects of one resource become what they shall be. Pure.
 *
 * @param uid of the resource
 * @param wanted in the order in which they are applied; none where the resource goes
 * @param seen everything with the labels of the resource's key
 * @param remembered what may have been applied of it
 * @param known differences that the cluster insists on, by object: they are none
 * @param owner decides whose an object is, and what may be put back
 */
public record Reconciliation(
        String uid,
        List<Wanted> wanted,
        Map<ObjectRef, JsonNode> seen,
        Set<ObjectRef> remembered,
        Map<ObjectRef, Set<String>> known,
        Owner owner) {
    /**
     * @param ours whether this engine knows the uid of a resource
     * @param mayForce whether what was changed by hand of an object is put back now
     * @param watched whether an object would be seen if it were there
     */
    public record Owner(Predicate<String> ours, Predicate<ObjectRef> mayForce, Predicate<ObjectRef> watched) {}

    /**
     * @param steps in order; none where everything is as it shall be
     * @param refused what is not even tried
     * @param waits whether something has to go before the rest is done
     */
    public record Result(List<Step> steps, List<Refusal> refused, boolean waits) {}

    /**
     * Which pods are left that are not as wanted.
     *
     * @param ofOthers whether some belong to another uid, or to a workload that is not wanted any more
     * @param ofOtherRuns whether some run what was wanted before, and may be started again with what they were given then
     */
    public record PodsLeft(boolean ofOthers, boolean ofOtherRuns) {
        /** All are as wanted. */
        public static final PodsLeft NONE = new PodsLeft(false, false);
    }

    /** The steps from how things are. */
    public Result decide(PodsLeft pods) {
        Set<ObjectRef> names = wanted.stream().map(Wanted::ref).collect(Collectors.toSet());
        List<Step> goes = new ArrayList<>();
        boolean waits = pods.ofOthers();
        for (Map.Entry<ObjectRef, JsonNode> there : seen.entrySet()) {
            JsonNode tree = there.getValue();
            boolean isOld = !Trees.label(tree, Labels.UID).equals(uid);
            boolean isUnwanted =
                    isOld ? owner.ours().test(Trees.label(tree, Labels.UID)) : isPruned(there.getKey(), names, pods);
            if (isUnwanted) {
                waits |= isOld || Kinds.hasPods(there.getKey());
                if (!Trees.isGoing(tree)) {
                    goes.add(new Step.Delete(
                            there.getKey(), tree.path("metadata").path("uid").asString("")));
                }
            }
        }
        remembered.stream()
                .filter(ref -> !names.contains(ref)
                        && !seen.containsKey(ref)
                        && !owner.watched().test(ref))
                .map(ref -> new Step.Delete(ref, ""))
                .forEach(goes::add);
        if (waits && !wanted.isEmpty()) {
            return new Result(goes, List.of(), true);
        }
        List<Step> steps = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        for (Wanted object : wanted) {
            apply(object, steps, refused);
        }
        steps.addAll(goes);
        return new Result(steps, refused, waits);
    }

    /**
     * What a volume holds outlives a change of the worker; it goes with the resource alone. What pods are given outlives those that were
     * given it.
     */
    private boolean isPruned(ObjectRef ref, Set<ObjectRef> names, PodsLeft pods) {
        if (wanted.isEmpty()) {
            return true;
        }
        return !names.contains(ref)
                && switch (ref.kind()) {
                    case "PersistentVolumeClaim" -> false;
                    case "ConfigMap", "Secret" -> !pods.ofOtherRuns();
                    default -> true;
                };
    }

    private void apply(Wanted object, List<Step> steps, List<Refusal> refused) {
        JsonNode there = seen.get(object.ref());
        if (there == null) {
            steps.add(new Step.Apply(object, true, false));
        } else if (!Steps.isOf(object, there)) {
            refused.add(Steps.foreign(object.ref(), there));
        } else if (!Trees.isGoing(there) && !differences(object, there).isEmpty()) {
            steps.add(new Step.Apply(object, false, owner.mayForce().test(object.ref())));
        }
    }

    /** In what an object that is there differs from what it shall be, but for what the cluster insists on. */
    private Set<String> differences(Wanted object, JsonNode there) {
        Set<String> paths = new HashSet<>(Difference.between(object.tree(), there));
        paths.removeAll(known.getOrDefault(object.ref(), Set.of()));
        return paths;
    }

    /** In what the objects that are there differ, for people. */
    public List<String> shown() {
        return wanted.stream()
                .filter(object -> seen.containsKey(object.ref()))
                .flatMap(object -> differences(object, seen.getOrDefault(object.ref(), object.tree())).stream()
                        .filter(path -> !path.contains("tireless.dev/"))
                        .sorted()
                        .map(path -> object.ref() + " at " + path))
                .toList();
    }
}
