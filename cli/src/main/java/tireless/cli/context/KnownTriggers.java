package tireless.cli.context;

import java.util.List;
import java.util.Optional;
import tireless.model.scaling.ScaleTrigger;
import tireless.scale.own.KeyProblem;
import tireless.scale.own.OwnTriggers;
import tireless.stack.TriggerRules;
import tireless.trigger.TriggerProblem;
import tireless.trigger.catalog.TriggerCatalog;

/** The triggers of this build: those that are read from the replicas, and those that ask something outside. */
final class KnownTriggers implements TriggerRules {
    private final TriggerCatalog outside = TriggerCatalog.standard();

    @Override
    public List<Flaw> check(ScaleTrigger trigger) {
        return trigger.isOfReplicas()
                ? OwnTriggers.read(trigger).problems().stream()
                        .map(KnownTriggers::flaw)
                        .toList()
                : outside.problems(trigger).stream().map(KnownTriggers::flaw).toList();
    }

    private static Flaw flaw(KeyProblem problem) {
        return new Flaw(
                problem.isError() ? "bad-trigger-value" : "unknown-trigger-key",
                Optional.of(problem.key()).filter(key -> !key.isEmpty()),
                problem.isError(),
                problem.message(),
                problem.hint());
    }

    private static Flaw flaw(TriggerProblem problem) {
        return new Flaw(
                problem.code(),
                problem.key(),
                problem.isError(),
                problem.message(),
                problem.hint().orElse(""));
    }
}
