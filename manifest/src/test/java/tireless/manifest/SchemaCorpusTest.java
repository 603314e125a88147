package tireless.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tireless.manifest.source.SourceText;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Node;
import tireless.testing.Corpus;

class SchemaCorpusTest {
    /** What the reader refuses and a schema can not: the file, and why. Reviewed. */
    private static final Map<String, String> UNSAID = Map.of(
            "workflow/add-column-function-example-b4d25e52.yaml", "a placeholder is a text",
            "workflow/cleanse-column-names-function-example-005b07ba.yaml", "a placeholder is a text",
            "workflow/elasticsearch-read-ae048092.yaml", "a placeholder is a text",
            "workflow/container-workflow-bd70672a.yaml", "a dependency names a job that is not there");

    @Test
    void anEditorMarksThePublishedManifestsThatTheReaderRefuses() throws IOException {
        Path folder = Corpus.required().resolve("concrete");
        Map<String, String> refusedOnly = new TreeMap<>();
        Map<String, List<String>> markedOnly = new TreeMap<>();
        for (Path file : Corpus.files(folder)) {
            SourceText source = new SourceText("w.yaml", folder, Files.readString(file));
            List<Node> documents = Editor.documents(source);
            // What is no YAML, an editor says without a schema.
            if (documents.isEmpty()) {
                continue;
            }
            String name = folder.relativize(file).toString();
            boolean refused = Reads.lint(source.text()).hasErrors();
            List<String> marked =
                    documents.stream().flatMap(node -> marked(node).stream()).toList();
            if (refused && marked.isEmpty()) {
                refusedOnly.put(name, Reads.problems(Reads.lint(source.text())).toString());
            }
            if (!refused && !marked.isEmpty()) {
                markedOnly.put(name, marked);
            }
        }
        assertThat(markedOnly).isEmpty();
        assertThat(refusedOnly).containsOnlyKeys(UNSAID.keySet());
    }

    private static List<String> marked(Node document) {
        List<String> ofItsKind = Editor.ofItsKind((Mapping) document);
        assertThat(Editor.ofAny(document).isEmpty()).isEqualTo(ofItsKind.isEmpty());
        return ofItsKind;
    }
}
