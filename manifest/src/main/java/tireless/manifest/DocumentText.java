package tireless.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tireless.manifest.kind.Manifest;
import tireless.manifest.kind.Origin;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.ResourceType;

/** The text of one manifest, fit to be kept and shown. */
public final class DocumentText {
    private DocumentText() {}

    /**
     * The document as written, with its comments; one with secret values is written anew, with stars in their place.
     *
     * @param source the text that the manifest was read from
     */
    public static String of(Manifest manifest, SourceText source) {
        ResourceType type = manifest.meta().type();
        if (type == ResourceType.SECRET || type == ResourceType.INSTANCE_SECRET) {
            return new Dump(DumpSettings.builder()
                            .setDefaultFlowStyle(FlowStyle.BLOCK)
                            .build())
                    .dumpToString(covered(manifest.tree()));
        }
        Origin origin = manifest.origin();
        List<String> lines = source.lines();
        int end = Math.min(origin.lastLine(), lines.size());
        return String.join("\n", lines.subList(Math.min(origin.firstLine() - 1, end), end))
                        .stripTrailing() + "\n";
    }

    private static Object covered(Node node) {
        return switch (node) {
            case Scalar scalar -> scalar.written();
            case Sequence sequence ->
                sequence.items().stream().map(DocumentText::covered).toList();
            case Mapping mapping -> {
                Map<String, Object> members = new LinkedHashMap<>();
                mapping.entries().forEach(entry -> members.put(entry.name(), covered(entry.value())));
                yield members;
            }
        };
    }
}
