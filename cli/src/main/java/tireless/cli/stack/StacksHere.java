package tireless.cli.stack;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
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
import tireless.manifest.kind.ComputeManifest;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.source.Sources;
import tireless.model.Problem;
import tireless.model.TirelessException;
import tireless.stack.Declared;
import tireless.stack.StackCatalog;
import tireless.stack.defined.BentoSettings;
import tireless.stack.defined.DefinedStack;

/** The Stacks and Computes that the server has, where there is one. */
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
        return all(context).stacks();
    }

    /** What manifests may use that the server has; none without one. What can not be read is left out, and said. */
    static Declared declared(Context context) {
        All all = all(context);
        return new Declared(all.stacks().stream().map(Here::manifest).toList(), all.computes());
    }

    /** Everything that others use to run. */
    private record All(List<Here> stacks, List<ComputeManifest> computes) {}

    private static All all(Context context) {
        All all = new All(new ArrayList<>(), new ArrayList<>());
        try {
            for (ResourceView resource : context.server().resources(Filter.ALL)) {
                switch (resource.resource().type()) {
                    case "stack" ->
                        one(
                                resource.resource(),
                                "Stack",
                                AS_APPLIED,
                                (manifests, text) -> manifests
                                        .stacks()
                                        .forEach(found -> all.stacks().add(new Here(found, text))),
                                context);
                    case "compute" ->
                        one(
                                resource.resource(),
                                "Compute",
                                ReadOptions.of(Purpose.LINT, context.environment())
                                        .asLenient(),
                                (manifests, _) -> all.computes().addAll(manifests.computes()),
                                context);
                    default -> {}
                }
            }
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.UNREACHABLE) {
                throw refused;
            }
        }
        return all;
    }

    private static void one(
            ResourceRef resource,
            String type,
            ReadOptions options,
            BiConsumer<ManifestSet, String> taken,
            Context context) {
        try {
            SourceView source = context.server().source(resource);
            Sources sources = Sources.of(source.name(), Path.of(source.folder()), source.text());
            ManifestSet manifests = ManifestReader.read(sources, options);
            if (manifests.stacks().isEmpty() && manifests.computes().isEmpty()) {
                say(
                        resource,
                        type,
                        manifests.problems().stream()
                                .filter(Problem::isError)
                                .map(Problem::message)
                                .findFirst()
                                .orElse("it is none"),
                        context);
            }
            taken.accept(manifests, source.text());
        } catch (TirelessException refused) {
            if (refused.code() == TirelessException.Code.UNREACHABLE) {
                throw refused;
            }
            say(resource, type, String.valueOf(refused.getMessage()), context);
        }
    }

    private static void say(ResourceRef resource, String type, String why, Context context) {
        context.terminal()
                .err()
                .println("warning: the %s `%s` of the server can not be read here, and is left out: %s"
                        .formatted(type, resource.name(), why));
    }
}
