package tireless.manifest.problem;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tireless.manifest.source.SourceText;

/** The lines of a source, as far as they may be shown. */
public final class SourceLines {
    private final List<String> lines;
    private @Nullable BitSet secret;
    private int shownNumber;
    private String shown = "";

    public SourceLines(SourceText source) {
        this.lines = source.lines();
    }

    /**
     * The line without what is secret; empty where there is none.
     *
     * @param number from 1
     */
    public Optional<String> line(int number) {
        if (number < 1 || number > lines.size()) {
            return Optional.empty();
        }
        String line = lines.get(number - 1);
        if (number == shownNumber) {
            return Optional.of(shown);
        }
        if (secret == null) {
            secret = secretLines();
        }
        shown = secret.get(number - 1) ? Redaction.all(line) : Redaction.secrets(line);
        shownNumber = number;
        return Optional.of(shown);
    }

    /**
     * Where what is at a column of the line stands in what is shown of it.
     *
     * @param number from 1, of a line that there is
     * @param column from 1, in characters
     */
    int shownColumn(int number, int column) {
        String line = lines.get(number - 1);
        if (line.equals(line(number).orElse(line))) {
            return column;
        }
        int length = line.codePointCount(0, line.length());
        String before = line.substring(0, line.offsetByCodePoints(0, Math.clamp(column - 1, 0, length)));
        String masked = Redaction.secrets(before);
        return masked.codePointCount(0, masked.length()) + 1;
    }

    /** The lines of the documents of type secret. */
    private BitSet secretLines() {
        BitSet found = new BitSet();
        int first = 0;
        for (int end = 1; end <= lines.size(); end++) {
            if (end == lines.size() || lines.get(end).startsWith("---")) {
                if (lines.subList(first, end).stream().anyMatch(Redaction::isSecretType)) {
                    found.set(first, end);
                }
                first = end;
            }
        }
        return found;
    }
}
