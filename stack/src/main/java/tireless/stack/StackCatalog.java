package tireless.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tireless.manifest.kind.StackReference;
import tireless.manifest.problem.Nearest;

/** The stacks that are registered, found by name, flavor and version. Immutable. */
public final class StackCatalog {
    private final List<Stack> stacks;

    /**
     * @throws IllegalArgumentException where two stacks share an id
     */
    public StackCatalog(List<Stack> stacks) {
        this.stacks = List.copyOf(stacks);
        if (stacks.stream().map(Stack::id).distinct().count() != stacks.size()) {
            throw new IllegalArgumentException("two stacks share an id: " + names());
        }
    }

    /** The stack that {@code reference} means; without a version the highest one. */
    public Optional<Stack> find(StackReference reference) {
        return stacks.stream()
                .filter(stack -> stack.id().answers(reference))
                .max(Comparator.comparing(Stack::id, StackId.BY_VERSION));
    }

    /** What to write instead of a {@code reference} that was not found. */
    String advice(StackReference reference) {
        String known = "known stacks: " + String.join(", ", names());
        List<String> families =
                stacks.stream().map(stack -> stack.id().family()).distinct().toList();
        String written = reference.name()
                + reference.flavor().map(flavor -> "+" + flavor).orElse("");
        return Nearest.to(written, families)
                .map(family -> "did you mean `" + family + "`? " + known)
                .orElse(known);
    }

    /** All of them, as {@code name+flavor:version}, by name and then by version. */
    public List<String> names() {
        return stacks.stream()
                .map(Stack::id)
                .sorted(Comparator.comparing(StackId::family).thenComparing(StackId.BY_VERSION))
                .map(StackId::toString)
                .toList();
    }
}
