package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
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
    private static final String MARK = "---";

    BrokenPart {
        lines = List.copyOf(lines);
    }

    /** The document around {@code line} of {@code text}. */
    static BrokenPart of(String text, int line) {
        int first = 1;
        int start = 0;
        int number = 1;
        int end = text.length();
        for (int at = 0; at >= 0; at = after(text, at), number++) {
            if (text.startsWith(MARK, at) && number <= line) {
                first = number;
                start = at;
            } else if (text.startsWith(MARK, at)) {
                end = at - 1;
                break;
            }
        }
        return new BrokenPart(first, List.of(text.substring(start, end).split("\n", -1)));
    }

    /** Where the line behind that at {@code start} begins; negative for none. */
    private static int after(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? -1 : end + 1;
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

    /** Whether both say the same, as far as they are YAML. */
    boolean means(BrokenPart other) {
        Optional<List<Document>> here = upToTheFlaw();
        Optional<List<Document>> there = other.upToTheFlaw();
        if (here.isEmpty()
                || there.isEmpty()
                || here.get().size() != there.get().size()) {
            return false;
        }
        for (int i = 0; i < here.get().size(); i++) {
            if (!SameMeaning.of(here.get().get(i).root(), there.get().get(i).root())) {
                return false;
            }
        }
        return true;
    }

    private Optional<List<Document>> upToTheFlaw() {
        try {
            return Optional.of(read());
        } catch (MarkedYamlEngineException failure) {
            return failure.getProblemMark()
                    .filter(mark -> mark.getLine() > 0 && mark.getLine() < lines.size())
                    .flatMap(mark -> new BrokenPart(firstLine, lines.subList(0, mark.getLine())).upToTheFlaw());
        } catch (YamlEngineException | YamlRefused | NoSuchElementException _) {
            return Optional.empty();
        }
    }

    private List<Document> read() {
        String text = String.join("\n", lines);
        TreeBuilder builder = new TreeBuilder(NAME, YamlText.events(NAME, text).iterator(), new Problems());
        List<Document> documents = new ArrayList<>();
        for (Optional<Document> next = builder.next(); next.isPresent(); next = builder.next()) {
            documents.add(next.get());
        }
        return documents;
    }
}
