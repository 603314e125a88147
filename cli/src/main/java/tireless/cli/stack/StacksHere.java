package tireless.cli.stack;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.api.ResourceRef;
import tireless.api.ResourceView;
import tireless.api.SourceView;
import tireless.cli.context.Context;
import tireless.cli.context.Manifests;
import tireless.client.Filter;
import tireless.manifest.ManifestReader;
import tireless.manifest.ManifestSet;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.TirelessException;
import tireless.stack.StackCatalog;
import tireless.stack.defined.BentoSettings;
import tireless.stack.defined.DefinedStack;

/** The Stacks that the server has, where there is one. */
public final class StacksHere {
    /** As the server reads what it has stored. */
    private static final ReadOptions AS_APPLIED =
            ReadOptions.of(Purpose.LINT, Map.of()).asLenient().withoutInterpolation();

    private StacksHere() {}

    /** All stacks: of this build, and those that the server has. */
    public static StackCatalog catalog(Context context) {
        return catalog(context, of(context));
    }

    static StackCatalog catalog(Context context, List<Here> here) {
        return Manifests.resolver(context, () -> BentoSettings.DEFAULT)
                .stacks()
                .with(here.stream()
                        .map(stack -> new DefinedStack(stack.manifest(), InstantSource.system()))
                        .toList());
    }

    /** One of them, with its text as it was applied. */
    record Here(StackManifest manifest, String text) {}

    /** Empty without a server. What can not be read is left out, and said. */
    static List<Here> of(Context context) {
        List<Here> stacks = new ArrayList<>();
        try {
            for (ResourceView resource : context.server().resources(Filter.ALL)) {
                if (resource.resource().type().equals("stack")) {
                    one(resource.resource(), context).ifPresent(stacks::add);
                }
            }
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.UNREACHABLE) {
                throw refused;
            }
        }
        return stacks;
    }

    private static Optional<Here> one(ResourceRef stack, Context context) {
        try {
            SourceView source = context.server().source(stack);
            Sources sources = Sources.of(source.name(), Path.of(source.folder()), source.text());
            ManifestSet manifests = ManifestReader.read(sources, AS_APPLIED);
            if (!manifests.stacks().isEmpty()) {
                return Optional.of(new Here(manifests.stacks().getFirst(), source.text()));
            }
            say(
                    stack,
                    manifests.problems().stream()
                            .filter(Problem::isError)
                            .map(Problem::message)
                            .findFirst()
                            .orElse("it is no stack"),
                    context);
        } catch (TirelessException refused) {
            if (refused.code() == TirelessException.Code.UNREACHABLE) {
                throw refused;
            }
            say(stack, String.valueOf(refused.getMessage()), context);
        }
        return Optional.empty();
    }

    private static void say(ResourceRef stack, String why, Context context) {
        context.terminal()
                .err()
                .println("warning: the Stack `%s` of the server can not be read here, and is left out: %s"
                        .formatted(stack.name(), why));
    }
}
