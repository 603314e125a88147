package tireless.stack.builtin;

import java.time.InstantSource;
import java.util.List;
import tireless.stack.StackCatalog;
import tireless.stack.WorkloadResolver;
import tireless.stack.defined.DefinedStacks;
import tireless.stack.defined.KnownStacks;
import tireless.stack.process.ProcessStack;

/** Puts the stacks of this build together. */
public final class BuiltInStacks {
    private BuiltInStacks() {}

    /** @param clock what templates of stacks read as the time of now */
    public static WorkloadResolver resolver(InstantSource clock) {
        return new WorkloadResolver(
                new StackCatalog(List.of(new ProcessStack()), KnownStacks::all), new DefinedStacks(clock));
    }
}
