package tireless.kubernetes.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tireless.kubernetes.apply.Refusal.Cause;
import tireless.kubernetes.objects.Labels;
import tools.jackson.databind.JsonNode;

/**
 * Carries out steps, one request after the other. What is refused does not hold up the rest, unless nothing would go well then.
 *
 * @param namespace that is made where it is missing
 * @param ours whether this engine knows the uid of a resource
 */
public record Steps(ApiServer server, Optional<Wanted> namespace, Predicate<String> ours) {
    /** What became of each that was tried, in their order. */
    public List<StepResult> carryOut(List<Step> steps) {
        List<StepResult> results = new ArrayList<>();
        for (Step step : steps) {
            StepResult result = carryOut(step);
            if (result.outcome() instanceof Outcome.Refused(Refusal refusal) && refusal.cause() == Cause.NO_NAMESPACE) {
                Outcome made = makeNamespace();
                result = made instanceof Outcome.Refused ? new StepResult(step, made) : carryOut(unlooked(step));
            }
            results.add(result);
            if (isHopeless(result.outcome())) {
                break;
            }
        }
        return results;
    }

    /** In a namespace that was not there a moment ago is nothing of somebody else's. */
    private static Step unlooked(Step step) {
        return step instanceof Step.Apply(Wanted wanted, var _, boolean mayForce)
                ? new Step.Apply(wanted, false, mayForce)
                : step;
    }

    private static boolean isHopeless(Outcome outcome) {
        return outcome instanceof Outcome.Refused(Refusal refusal)
                && switch (refusal.cause()) {
                    case UNREACHABLE, UNAUTHORIZED, TERMINATING, NO_NAMESPACE -> true;
                    case CONFLICT, FOREIGN, FORBIDDEN, QUOTA, ADMISSION, INVALID, UNKNOWN_KIND, BUSY -> false;
                };
    }

    /** One that is there is left as it is. */
    private Outcome makeNamespace() {
        if (namespace.isEmpty()) {
            return new Outcome.Absent();
        }
        Outcome there = server.get(namespace.get().ref());
        return there instanceof Outcome.Absent ? server.apply(namespace.get(), false) : there;
    }

    private StepResult carryOut(Step step) {
        return switch (step) {
            case Step.Apply apply -> apply(apply);
            case Step.Delete delete -> new StepResult(delete, delete(delete));
            case Step.End(ObjectRef ref, String uid, Duration within) ->
                new StepResult(step, server.end(ref, uid, within));
            case Step.Annotate(ObjectRef ref, var annotations) ->
                new StepResult(step, server.annotate(ref, annotations));
        };
    }

    private StepResult apply(Step.Apply step) {
        if (step.look()) {
            Outcome there = server.get(step.ref());
            if (there instanceof Outcome.Refused) {
                return new StepResult(step, there);
            }
            if (there instanceof Outcome.Done(JsonNode tree) && !isOf(step.wanted(), tree)) {
                return new StepResult(step, new Outcome.Refused(foreign(step.ref(), tree)));
            }
        }
        Outcome applied = server.apply(step.wanted(), false);
        if (step.mayForce() && applied instanceof Outcome.Refused(Refusal refusal) && Refusals.isByHand(refusal)) {
            return new StepResult(step, server.apply(step.wanted(), true), true);
        }
        if (!step.look() && applied instanceof Outcome.Refused(Refusal refusal) && Refusals.isByHand(refusal)) {
            return new StepResult(step, new Outcome.Refused(Refusals.putBackLater(refusal)));
        }
        return new StepResult(step, applied);
    }

    /**
     * Whether an object that is there is the wanted one, and not somebody else's of its name: no other has its uid. The label by which it is watched may
     * have been taken away by hand.
     */
    static boolean isOf(Wanted wanted, JsonNode tree) {
        return Trees.label(tree, Labels.UID).equals(Trees.label(wanted.tree(), Labels.UID));
    }

    private Outcome delete(Step.Delete step) {
        if (!step.uid().isEmpty()) {
            return server.delete(step.ref(), step.uid());
        }
        Outcome there = server.get(step.ref());
        if (there instanceof Outcome.Refused(Refusal refusal) && refusal.cause() == Cause.UNKNOWN_KIND) {
            // Of a kind that is not there, nothing is.
            return new Outcome.Absent();
        }
        return there instanceof Outcome.Done(JsonNode tree)
                        && Trees.label(tree, Labels.MANAGED_BY).equals(Labels.TIRELESS)
                        && ours.test(Trees.label(tree, Labels.UID))
                ? server.delete(step.ref(), tree.path("metadata").path("uid").asString())
                : there instanceof Outcome.Done ? new Outcome.Absent() : there;
    }

    /** An object of the wanted name that is somebody else's, and whose. */
    static Refusal foreign(ObjectRef ref, JsonNode tree) {
        String manager = Trees.label(tree, Labels.MANAGED_BY);
        String whose = manager.equals(Labels.TIRELESS)
                ? "of another Tireless server, or of an earlier one whose memory is lost (uid %s)"
                        .formatted(Trees.label(tree, Labels.UID))
                : manager.isEmpty() ? "that Tireless did not make" : "that is managed by " + manager;
        return new Refusal(
                Cause.FOREIGN,
                "apply " + ref,
                "there is one of that name %s".formatted(whose),
                "rename the resource, or delete that object");
    }
}
