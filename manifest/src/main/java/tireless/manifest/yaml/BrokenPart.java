package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.manifest.problem.Problems;
import tireless.model.TextEdit;
import tireless.model.TextEdit.Replacement;

/**
 * The one document of a text that is no YAML, to try corrections on.
 *
 * @param firstLine in the text, from 1
 */
record BrokenPart(int firstLine, List<String> lines) {
    private static final String NAME = "part";

    BrokenPart {
        lines = List.copyOf(lines);
    }

    /** The document around {@code line} of {@code text}. */
    static BrokenPart of(String text, int line) {
        List<String> all = List.of(text.split("\n", -1));
        int first = Math.min(line, all.size()) - 1;
        while (first > 0 && !isMark(all.get(first))) {
            first--;
        }
        int end = Math.min(line, all.size());
        while (end < all.size() && !isMark(all.get(end))) {
            end++;
        }
        return new BrokenPart(first + 1, all.subList(first, end));
    }

    private static boolean isMark(String line) {
        return line.startsWith("---");
    }

    int lastLine() {
        return firstLine + lines.size() - 1;
    }

    /**
     * @param number in the text, from {@link #firstLine} to {@link #lastLine}
     */
    String line(int number) {
        return lines.get(number - firstLine);
    }

    /** The same with some changes made. */
    BrokenPart with(List<? extends TextEdit> edits) {
        List<String> changed = new ArrayList<>(lines);
        for (TextEdit edit : edits) {
            if (edit instanceof Replacement replacement) {
                int index = edit.at().line() - firstLine;
                String line = changed.get(index);
                int start = line.offsetByCodePoints(0, edit.at().column() - 1);
                int end = start + replacement.old().length();
                changed.set(index, line.substring(0, start) + replacement.young() + line.substring(end));
            }
        }
        return new BrokenPart(firstLine, changed);
    }

    /** Whether it is YAML up to behind {@code line}. */
    boolean isYamlBehind(int line) {
        try {
            List<Document> _ = read();
            return true;
        } catch (MarkedYamlEngineException failure) {
            return failure.getProblemMark()
                    .filter(mark -> mark.getLine() + firstLine > line)
                    .isPresent();
        } catch (YamlEngineException | YamlRefused | NoSuchElementException _) {
            return false;
        }
    }

    /** Whether both are YAML and say the same. */
    boolean means(BrokenPart other) {
        try {
            List<Document> here = read();
            List<Document> there = other.read();
            if (here.size() != there.size()) {
                return false;
            }
            for (int i = 0; i < here.size(); i++) {
                if (!SameMeaning.of(here.get(i).root(), there.get(i).root())) {
                    return false;
                }
            }
            return true;
        } catch (YamlEngineException | YamlRefused | NoSuchElementException _) {
            return false;
        }
    }

    private List<Document> read() {
        String text = String.join("\n", lines);
        TreeBuilder builder = new TreeBuilder(
                NAME, new Parse(YamlText.settings(NAME)).parseString(text).iterator(), new Problems());
        List<Document> documents = new ArrayList<>();
        for (Optional<Document> next = builder.next(); next.isPresent(); next = builder.next()) {
            documents.add(next.get());
        }
        return documents;
    }
}
