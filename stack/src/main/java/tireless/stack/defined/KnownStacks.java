package tireless.stack.defined;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tireless.manifest.DocumentText;
import tireless.manifest.ManifestSet;
import tireless.manifest.kind.StackManifest;
import tireless.manifest.source.SourceText;
import tireless.stack.Stack;
import tireless.stack.StackId;

/** The stacks of DataOS that this build knows, and does not run. */
public final class KnownStacks {
    private static final String FILE = "known-stacks.yaml";

    /** Which versions are in use beside the one in the file (reference: DataOS, stacks by use). */
    private static final Map<String, List<String>> OTHER_VERSIONS = Map.of(
            "flare", List.of("1.0", "2.0", "3.0", "4.0", "5.0", "6.0"),
            "scanner", List.of("1.0"),
            "nilus", List.of("1.0", "2.0"),
            "flash+python", List.of("1.0"),
            "dbt+python", List.of("1.0"),
            "fastfun+alpha", List.of("1.0"));

    private KnownStacks() {}

    /** All of them, one for each version. */
    public static List<Stack> all() {
        return Loaded.ALL;
    }

    private static List<Stack> read() {
        SourceText text = new SourceText(FILE, Path.of("/"), BundledStack.text(FILE));
        ManifestSet manifests = BundledStack.read(FILE, text.text());
        List<Stack> stacks = new ArrayList<>();
        for (StackManifest stack : manifests.stacks()) {
            DefinedStack defined = new DefinedStack(stack, InstantSource.system());
            StackId id = defined.id();
            List<String> versions = new ArrayList<>(OTHER_VERSIONS.getOrDefault(id.family(), List.of()));
            versions.addFirst(id.version());
            String form = DocumentText.of(stack, text);
            versions.forEach(version -> stacks.add(known(new StackId(id.name(), id.flavor(), version), defined, form)));
        }
        return List.copyOf(stacks);
    }

    private static Stack known(StackId id, DefinedStack form, String text) {
        return new KnownStack(
                id,
                form.as(id),
                "# Put an image of yours here and apply it: then the stack %s runs.\n%s"
                        .formatted(id, BundledStack.declaring(id, text)));
    }

    /** Read when the first manifest names a stack that is not built in. */
    private static final class Loaded {
        static final List<Stack> ALL = read();
    }
}
