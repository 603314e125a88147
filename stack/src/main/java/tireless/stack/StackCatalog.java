package tireless.stack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tireless.manifest.kind.StackReference;
import tireless.manifest.problem.Nearest;

/**
 * The stacks that there are, found by name, flavor and version. What is built in nobody declares anew; what was declared
 * comes before what is known by name only. Immutable.
 */
public final class StackCatalog {
    private final List<Stack> builtIn;
    private final List<Stack> declared;
    private final Supplier<List<Stack>> known;

    /**
     * @param builtIn those that nobody can declare anew
     * @param known those of which only the {@code stackSpec} is known; asked for when nothing else answers
     * @throws IllegalArgumentException where two of {@code builtIn} share an id
     */
    public StackCatalog(List<Stack> builtIn, Supplier<List<Stack>> known) {
        this(builtIn, List.of(), known);
    }

    /** Without any that is known by name only. */
    public StackCatalog(List<Stack> builtIn) {
        this(builtIn, List::of);
    }

    private StackCatalog(List<Stack> builtIn, List<Stack> declared, Supplier<List<Stack>> known) {
        this.builtIn = List.copyOf(builtIn);
        this.declared = List.copyOf(declared);
        this.known = known;
        if (builtIn.stream().map(Stack::id).distinct().count() != builtIn.size()) {
            throw new IllegalArgumentException(
                    "two stacks share an id: " + builtIn.stream().map(Stack::id).toList());
        }
    }

    /** This one with {@code more} declared, but for those whose family is built in; of those with one id, the first counts. */
    public StackCatalog with(List<? extends Stack> more) {
        List<Stack> all = new ArrayList<>(more);
        all.removeIf(stack -> isBuiltIn(stack.id()));
        all.addAll(declared);
        return new StackCatalog(builtIn, all, known);
    }

    /** The stack that {@code reference} means; without a version the highest one. */
    public Optional<Stack> find(StackReference reference) {
        return highest(Stream.concat(builtIn.stream(), declared.stream()), reference)
                .or(() -> highest(known.get().stream(), reference));
    }

    /** Whether a stack of this family is built in, in whatever version, so that one that is declared is not used. */
    public boolean isBuiltIn(StackId id) {
        return builtIn.stream().anyMatch(stack -> stack.id().family().equals(id.family()));
    }

    /** Of equal ones the first, which {@code max} would not give. */
    private static Optional<Stack> highest(Stream<Stack> stacks, StackReference reference) {
        return stacks.filter(stack -> stack.id().answers(reference))
                .reduce((one, other) -> StackId.BY_VERSION.compare(other.id(), one.id()) > 0 ? other : one);
    }

    /** What to write instead of a {@code reference} that was not found. */
    String advice(StackReference reference) {
        List<StackId> ids = all().stream().map(Stack::id).toList();
        List<String> versions = ids.stream()
                .filter(id -> id.answers(reference.anyVersion()))
                .map(StackId::toString)
                .toList();
        if (!versions.isEmpty()) {
            return "there is " + String.join(", ", versions);
        }
        List<String> families = ids.stream().map(StackId::family).distinct().toList();
        String list = "known stacks: " + String.join(", ", families);
        List<String> flavors = ids.stream()
                .filter(id -> id.name().equals(reference.name()))
                .map(StackId::family)
                .distinct()
                .toList();
        return (flavors.isEmpty()
                        ? Nearest.to(reference.anyVersion().toString(), families)
                        : Optional.of(String.join("` or `", flavors)))
                .map(family -> "did you mean `" + family + "`? " + list)
                .orElse(list);
    }

    /** The stacks by name and then by version, each id once. */
    public List<Stack> all() {
        return distinct(Stream.of(builtIn, declared, known.get()).flatMap(List::stream))
                .toList();
    }

    private static Stream<Stack> distinct(Stream<Stack> stacks) {
        Map<StackId, Stack> byId = new LinkedHashMap<>();
        stacks.forEach(stack -> byId.putIfAbsent(stack.id(), stack));
        return byId.values().stream()
                .sorted(Comparator.comparing((Stack stack) -> stack.id().family())
                        .thenComparing(Stack::id, StackId.BY_VERSION));
    }
}
