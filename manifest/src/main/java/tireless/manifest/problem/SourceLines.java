package tireless.manifest.problem;

import java.util.List;
import java.util.Optional;
import tireless.manifest.source.SourceText;

/** The lines of a source, as far as they may be shown. */
final class SourceLines {
    private final List<String> lines;

    SourceLines(SourceText source) {
        this.lines = source.lines();
    }

    /**
     * @param number from 1
     */
    Optional<String> line(int number) {
        if (number < 1 || number > lines.size()) {
            return Optional.empty();
        }
        String line = lines.get(number - 1);
        return Optional.of(inSecret(number - 1) ? Redaction.all(line) : Redaction.secrets(line));
    }

    /** Whether the line belongs to a document of type secret. */
    private boolean inSecret(int index) {
        int first = index;
        while (first > 0 && !lines.get(first).startsWith("---")) {
            first--;
        }
        for (int i = first; i < lines.size() && (i == first || !lines.get(i).startsWith("---")); i++) {
            if (Redaction.isSecretType(lines.get(i))) {
                return true;
            }
        }
        return false;
    }
}
