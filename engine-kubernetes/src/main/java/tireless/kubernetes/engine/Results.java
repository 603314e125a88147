package tireless.kubernetes.engine;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import tireless.kubernetes.apply.Difference;
import tireless.kubernetes.apply.Kinds;
import tireless.kubernetes.apply.ObjectRef;
import tireless.kubernetes.apply.Outcome;
import tireless.kubernetes.apply.Refusal;
import tireless.kubernetes.apply.Step;
import tireless.kubernetes.apply.StepResult;
import tireless.kubernetes.apply.Trees;
import tireless.kubernetes.apply.Wanted;
import tireless.model.Happening;
import tireless.model.Now;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes in what became of steps. */
final class Results {
    private Results() {}

    static void take(
            Resource resource,
            List<StepResult> results,
            Settling settling,
            Outlook outlook,
            BiConsumer<Resource, Happening> tell,
            Now now) {
        resource.busy = false;
        // What is refused again is told no second time.
        Set<ObjectRef> refusedNow = results.stream()
                .filter(result -> result.outcome() instanceof Outcome.Refused)
                .map(result -> result.step().ref())
                .collect(Collectors.toSet());
        results.stream()
                .map(result -> result.step().ref())
                .filter(ref -> !refusedNow.contains(ref))
                .forEach(resource.refusals::remove);
        for (StepResult result : results) {
            ObjectRef ref = result.step().ref();
            switch (result.outcome()) {
                case Outcome.Refused(Refusal refusal) -> settling.refuse(resource, ref, refusal);
                case Outcome.Absent() -> Objects.forget(resource, ref);
                case Outcome.Done(JsonNode tree) -> {
                    asked(resource, result.step());
                    done(resource, result, tree, outlook);
                }
            }
            if (result.forced() && result.outcome() instanceof Outcome.Done) {
                resource.forced.put(ref, now.sinceBoot());
                tell.accept(resource, new Happening.Warned(ref + " was changed by somebody else, and was put back"));
            }
        }
        List<Refusal> refused = results.stream()
                .map(StepResult::outcome)
                .filter(Outcome.Refused.class::isInstance)
                .map(outcome -> ((Outcome.Refused) outcome).refusal())
                .toList();
        // Pods that went say nothing of what was refused before.
        boolean onlyPods =
                results.stream().allMatch(result -> result.step().ref().kind().equals(Kinds.POD.kind()));
        if (!refused.isEmpty() || !onlyPods) {
            resource.tries = resource.tries.after(refused, now.sinceBoot());
        }
    }

    /** What was applied of kinds that only stacks make. */
    static List<ObjectRef> others(List<StepResult> results) {
        return results.stream()
                .filter(result -> result.step() instanceof Step.Apply && result.outcome() instanceof Outcome.Done)
                .map(result -> result.step().ref())
                .filter(Kinds::isOfStacks)
                .toList();
    }

    private static void asked(Resource resource, Step step) {
        switch (step) {
            case Step.Delete(var _, String uid) when resource.pods.containsKey(uid) -> resource.asked.put(uid, step);
            case Step.End(var _, String uid, var _)
            when resource.pods.containsKey(uid) -> resource.asked.put(uid, step);
            default -> {
                // Of no pod that goes.
            }
        }
    }

    private static void done(Resource resource, StepResult result, JsonNode tree, Outlook outlook) {
        if (result.step() instanceof Step.Apply(Wanted wanted, var _, var _) && tree instanceof ObjectNode object) {
            if (Trees.isShared(object)) {
                outlook.share(wanted.ref(), object);
            } else {
                Objects.see(resource, wanted.ref(), object);
            }
            resource.known.put(wanted.ref(), Set.copyOf(Difference.between(wanted.tree(), object)));
        } else if (result.step() instanceof Step.Annotate(ObjectRef ref, var annotations)) {
            DeletionCost.written(resource, ref, annotations);
        } else if (result.step() instanceof Step.Delete) {
            ObjectRef ref = result.step().ref();
            if (resource.seen.containsKey(ref)
                    && (outlook.sees(ref) || Kinds.of(ref).isPresent())) {
                // Until the watch shows that it is gone it is not deleted twice.
                resource.seen.computeIfPresent(ref, (_, there) -> Trees.going(there));
            } else {
                Objects.forget(resource, ref);
            }
        }
    }
}
