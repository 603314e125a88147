package tireless.stack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tireless.manifest.ManifestSet;
import tireless.manifest.kind.StackManifest;

/** Makes stacks of the manifests that declare them. */
final class DeclaredStacks {
    private final StackCatalog builtIn;
    private final StackDefinitions definitions;

    DeclaredStacks(StackCatalog builtIn, StackDefinitions definitions) {
        this.builtIn = builtIn;
        this.definitions = definitions;
    }

    private record Definition(StackManifest manifest, Stack stack) {
        StackId id() {
            return stack.id();
        }
    }

    /** The catalog with all that is declared; what is wrong with those of {@code manifests} goes to the context's problems. */
    StackCatalog check(ManifestSet manifests, List<StackManifest> before, ResolveContext context) {
        List<StackManifest> now = manifests.stacks();
        Set<String> names = now.stream().map(stack -> stack.meta().name()).collect(Collectors.toSet());
        List<Definition> stacks = new ArrayList<>();
        now.forEach(stack -> {
            definitions.check(stack, context);
            stacks.add(new Definition(stack, definitions.define(stack)));
        });
        before.stream()
                .filter(stack -> !names.contains(stack.meta().name()))
                .forEach(stack -> stacks.add(new Definition(stack, definitions.define(stack))));
        checkIds(now.size(), stacks, context);
        return builtIn.with(stacks.stream().map(Definition::stack).toList());
    }

    /** @param own how many of the first ones are to be checked */
    private void checkIds(int own, List<Definition> stacks, ResolveContext context) {
        Map<StackId, Integer> owners = new HashMap<>();
        for (int i = stacks.size() - 1; i >= 0; i--) {
            owners.put(stacks.get(i).id(), i);
        }
        for (int i = 0; i < stacks.size(); i++) {
            StackId id = stacks.get(i).id();
            StackManifest manifest = stacks.get(i).manifest();
            int owner = owners.getOrDefault(id, i);
            if (i < own && builtIn.isBuiltIn(id)) {
                context.problems()
                        .warning(
                                "built-in-stack",
                                manifest.valueAt("stack", "name"),
                                "the stack %s is built in: workers go on using that, and this one is kept only"
                                        .formatted(id.family()),
                                "give yours another `name` or `flavor`");
            } else if (owner != i && owner < own) {
                StackManifest first = stacks.get(owner).manifest();
                StackManifest wrong = i < own ? manifest : first;
                String other = (i < own ? first : manifest).meta().name();
                context.problems()
                        .error(
                                "two-stacks",
                                wrong.valueAt("stack", "name"),
                                "the stack %s is declared by the Stack `%s` too".formatted(id, other),
                                "give one of them another `name`, `flavor` or `version`, or delete it");
            }
        }
    }
}
