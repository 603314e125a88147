package tireless.stack;

import java.util.List;
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.StackManifest;

/** What was declared before what is resolved; one that is there too counts as it is there. */
public record Declared(List<StackManifest> stacks, List<ComputeManifest> computes) {
    public static final Declared NONE = new Declared(List.of(), List.of());

    public Declared {
        stacks = List.copyOf(stacks);
        computes = List.copyOf(computes);
    }

    /** Stacks alone. */
    public static Declared ofStacks(List<StackManifest> stacks) {
        return new Declared(stacks, List.of());
    }
}
