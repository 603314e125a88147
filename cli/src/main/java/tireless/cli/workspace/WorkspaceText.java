package tireless.cli.workspace;

import java.util.List;
import java.util.Optional;
import tireless.json.Json;
import tireless.json.JsonWriter;

/** The manifest of a workspace. */
final class WorkspaceText {
    private WorkspaceText() {}

    /**
     * @param labels each as {@code key:value}
     * @param ingress what becomes of its workers that listen for others
     */
    static String of(
            String name,
            String version,
            Optional<String> layer,
            Optional<String> description,
            List<String> tags,
            List<String> labels,
            Optional<String> ingress) {
        StringBuilder text = new StringBuilder();
        field(text, "name", name);
        field(text, "version", version);
        field(text, "type", "workspace");
        layer.ifPresent(value -> field(text, "layer", value));
        description.ifPresent(value -> field(text, "description", value));
        if (!tags.isEmpty()) {
            text.append("tags:\n");
            tags.forEach(tag -> text.append("  - ").append(quoted(tag)).append('\n'));
        }
        if (!labels.isEmpty()) {
            text.append("labels:\n");
            labels.forEach(label -> {
                String[] parts = label.split("[:=]", 2);
                text.append("  ")
                        .append(quoted(parts[0].strip()))
                        .append(": ")
                        .append(quoted(parts.length > 1 ? parts[1].strip() : ""))
                        .append('\n');
            });
        }
        ingress.ifPresent(policy -> {
            text.append("workspace:\n  tireless:\n    ");
            field(text, "ingress", policy);
        });
        return text.toString();
    }

    private static void field(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(quoted(value)).append('\n');
    }

    /** A string of JSON is one of YAML as well. */
    private static String quoted(String value) {
        return JsonWriter.write(new Json.Text(value));
    }
}
