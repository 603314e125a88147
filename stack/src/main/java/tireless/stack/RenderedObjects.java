package tireless.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Document;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.YamlText;
import tireless.model.cluster.StackObject;

/** The objects in the text that a {@code resourceTemplate} was rendered to: one document each. */
final class RenderedObjects {
    private static final Pattern MARK = Pattern.compile("(?m)^---(?=\\s|$)");

    private RenderedObjects() {}

    /** @param problem told what is wrong, in one sentence */
    static List<StackObject> of(String rendered, Consumer<String> problem) {
        List<StackObject> objects = new ArrayList<>();
        for (String text : MARK.splitAsStream(rendered).toList()) {
            Problems problems = new Problems();
            List<Document> documents = YamlText.parse(new SourceText("resourceTemplate", Path.of("/"), text), problems);
            if (problems.count() > 0) {
                problem.accept("resourceTemplate renders to a text that is no YAML: "
                        + problems.inOrder().getFirst().message());
            } else if (documents.stream().allMatch(RenderedObjects::isObject)) {
                documents.forEach(_ -> objects.add(new StackObject(text)));
            } else {
                problem.accept("resourceTemplate renders to no object of Kubernetes: that has `apiVersion` and `kind`");
            }
        }
        return objects;
    }

    private static boolean isObject(Document document) {
        return document.root() instanceof Mapping object && hasText(object, "apiVersion") && hasText(object, "kind");
    }

    private static boolean hasText(Mapping object, String name) {
        return object.get(name)
                .filter(node -> node instanceof Scalar text && !text.text().isBlank())
                .isPresent();
    }
}
