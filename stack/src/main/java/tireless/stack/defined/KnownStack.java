package tireless.stack.defined;

import java.util.Optional;
import tireless.manifest.kind.WorkerManifest;
import tireless.stack.KubernetesParts;
import tireless.stack.Launch;
import tireless.stack.ResolveContext;
import tireless.stack.Stack;
import tireless.stack.StackId;

/**
 * A stack of DataOS that nothing here runs: its {@code stackSpec} is checked and rendered.
 *
 * @param guide the text of {@code form}
 * @param form how it would be declared, with an image that is not there
 */
record KnownStack(StackId id, DefinedStack form, String guide) implements Stack {
    @Override
    public Optional<Launch> resolve(WorkerManifest manifest, ResolveContext context) {
        context.notHere(
                "stack-not-here",
                manifest.valueAt("worker", "stack"),
                "the stack %s is known by name only: this build does not bring what runs it".formatted(id),
                "declare it with an image of yours: see `tireless stack show %s`".formatted(id));
        return form.resolve(manifest, context);
    }

    @Override
    public KubernetesParts kubernetes(WorkerManifest manifest, ResolveContext context) {
        return form.kubernetes(manifest, context);
    }
}
