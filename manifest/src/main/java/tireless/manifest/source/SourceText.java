package tireless.manifest.source;

import java.nio.file.Path;
import java.util.List;

/**
 * One text with manifests.
 *
 * @param name as the user named it; {@code <stdin>} for standard input
 * @param folder absolute; relative paths in the manifests start here
 * @param text with line feeds only
 */
public record SourceText(String name, Path folder, String text) {
    /** The name of standard input in every message. */
    public static final String STDIN = "<stdin>";

    public SourceText {
        text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Another text in the same place. */
    public SourceText with(String other) {
        return new SourceText(name, folder, other);
    }

    /** All lines, the last one also when it is empty. */
    public List<String> lines() {
        return List.of(text.split("\n", -1));
    }
}
