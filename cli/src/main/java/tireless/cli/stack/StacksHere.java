package tireless.cli.stack;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tireless.api.ResourceView;
import tireless.cli.context.Context;
import tireless.cli.context.Manifests;
import tireless.client.Filter;
import tireless.manifest.ManifestReader;
import tireless.manifest.Purpose;
import tireless.manifest.ReadOptions;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.source.SourceText;
import tireless.manifest.source.Sources;
import tireless.model.TirelessException;
import tireless.stack.StackCatalog;
import tireless.stack.defined.DefinedStack;

/** The Stacks that the server has, where there is one. */
public final class StacksHere {
    private StacksHere() {}

    /** All stacks: of this build, and those that the server has. */
    public static StackCatalog catalog(Context context) {
        return catalog(context, of(context));
    }

    static StackCatalog catalog(Context context, List<Here> here) {
        return Manifests.resolver(context)
                .stacks()
                .with(here.stream()
                        .map(stack -> new DefinedStack(stack.manifest(), InstantSource.system()))
                        .toList());
    }

    /** One of them, with its text as it was applied. */
    record Here(StackManifest manifest, String text) {}

    /** Empty without a server. */
    static List<Here> of(Context context) {
        List<Here> stacks = new ArrayList<>();
        try {
            for (ResourceView resource : context.server().resources(Filter.ALL)) {
                if (resource.resource().type().equals("stack")) {
                    String text =
                            context.server().describe(resource.resource(), 0).manifest();
                    read(resource.resource().toString(), text).forEach(stack -> stacks.add(new Here(stack, text)));
                }
            }
        } catch (TirelessException refused) {
            if (refused.code() != TirelessException.Code.UNREACHABLE) {
                throw refused;
            }
        }
        return stacks;
    }

    private static List<StackManifest> read(String name, String text) {
        Sources sources = new Sources(List.of(new SourceText(name, Path.of("/"), text)), List.of());
        return ManifestReader.read(sources, ReadOptions.of(Purpose.LINT, Map.of()))
                .stacks();
    }
}
