package tireless.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern MARK = Pattern.compile("(---|\\.\\.\\.)(?=\\s|$)");

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
        return String.join("\n", lines(manifest.origin(), source)).stripTrailing() + "\n";
    }

    /** Without the marks that part documents. */
    private static List<String> lines(Origin origin, SourceText source) {
        List<String> all = source.lines();
        int end = Math.min(origin.lastLine(), all.size());
        List<String> lines = new ArrayList<>(all.subList(Math.min(origin.firstLine() - 1, end), end));
        if (lines.size() > 1 && MARK.matcher(lines.getLast()).lookingAt()) {
            lines.removeLast();
        }
        Matcher mark = MARK.matcher(lines.isEmpty() ? "" : lines.getFirst());
        if (mark.lookingAt()) {
            String rest = lines.removeFirst().substring(mark.end()).stripLeading();
            if (!rest.isEmpty()) {
                lines.addFirst(rest);
            }
        }
        return lines;
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
