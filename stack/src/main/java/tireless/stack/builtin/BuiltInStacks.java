package tireless.stack.builtin;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tireless.stack.Stack;
import tireless.stack.StackCatalog;
import tireless.stack.StackId;
import tireless.stack.TriggerRules;
import tireless.stack.WorkloadResolver;
import tireless.stack.container.ContainerStack;
import tireless.stack.defined.BentoSettings;
import tireless.stack.defined.BentoStack;
import tireless.stack.defined.BundledStack;
import tireless.stack.defined.CtlStack;
import tireless.stack.defined.DefinedStacks;
import tireless.stack.defined.KnownStacks;
import tireless.stack.defined.Python3Stack;
import tireless.stack.process.ProcessStack;

/** Puts the stacks of this build together. */
public final class BuiltInStacks {
    private static final Map<String, List<String>> BENTO =
            Map.of("bento", List.of("1.0", "3.0", "4.0"), "bento-worker", List.of("1.0", "3.0"));

    private BuiltInStacks() {}

    /**
     * @param clock what templates of stacks read as the time of now
     * @param launcher the command of this program, where that is known
     * @param home of the server that the stack {@code dataos-ctl} speaks to
     * @param bento what runs Bento; asked for when a worker needs it
     * @param closed folders of which no file is handed to a worker
     * @param triggers what is known of triggers
     */
    public static WorkloadResolver resolver(
            InstantSource clock,
            Optional<Path> launcher,
            Path home,
            Supplier<BentoSettings> bento,
            List<Path> closed,
            TriggerRules triggers) {
        List<Stack> builtIn = new ArrayList<>(ContainerStack.all());
        builtIn.addAll(List.of(
                new ProcessStack(),
                new Python3Stack(bundled("python3", "1.0", "python3.yaml", clock)),
                CtlStack.of(launcher, home, clock)));
        return new WorkloadResolver(
                new StackCatalog(builtIn, () -> replaceable(clock, bento)), new DefinedStacks(clock), closed, triggers);
    }

    /** Of which the stack {@code dataos-ctl} finds its command in the PATH, and the server in the usual home; triggers are not checked. */
    public static WorkloadResolver resolver(InstantSource clock) {
        return resolver(
                clock, Optional.empty(), Path.of("/"), () -> BentoSettings.DEFAULT, List.of(), unchecked -> List.of());
    }

    /** Those that a Stack manifest may declare anew, with an image of one's own. */
    private static List<Stack> replaceable(InstantSource clock, Supplier<BentoSettings> bento) {
        List<Stack> stacks = new ArrayList<>();
        BENTO.forEach((name, versions) -> versions.forEach(
                version -> stacks.add(new BentoStack(bundled(name, version, "bento.yaml", clock), bento))));
        stacks.addAll(KnownStacks.all());
        return stacks;
    }

    private static Stack bundled(String name, String version, String file, InstantSource clock) {
        return new BundledStack(new StackId(name, Optional.empty(), version), file, clock);
    }
}
