package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.manifest.problem.Problems;
import tireless.manifest.source.SourceText;
import tireless.model.Fix;

/** Parses a text of one or more YAML documents. A broken document is reported, and the next {@code ---} is gone on from. */
public final class YamlText {
    private static final Pattern DOCUMENT_MARK = Pattern.compile("(?m)^---(?=\\s|$)");
    private static final int MOST_BROKEN = 50;
    static final int MOST_DOCUMENTS = 2_000;
    private static final int SMALLEST_STEP = 1 << 10;
    private static final int LARGEST_STEP = 1 << 17;

    private YamlText() {}

    /** Every document that is whole and not empty. Never throws, whatever the text. */
    public static List<Document> parse(SourceText source, Problems problems) {
        List<Document> documents = new ArrayList<>();
        String text = source.text();
        for (int broken = 0; broken < MOST_BROKEN && documents.size() < MOST_DOCUMENTS; broken++) {
            Optional<Integer> failed = parse(source.name(), text, documents, problems);
            Optional<String> rest = failed.flatMap(line -> blankUntilNext(source.text(), line));
            if (rest.isEmpty()) {
                break;
            }
            text = rest.get();
        }
        return documents;
    }

    private static Optional<Integer> parse(String name, String text, List<Document> documents, Problems problems) {
        TreeBuilder builder = new TreeBuilder(name, events(name, text).iterator(), problems);
        try {
            for (Optional<Document> next = builder.next(); next.isPresent(); next = builder.next()) {
                if (documents.size() == MOST_DOCUMENTS) {
                    throw new YamlRefused(
                            "too-large",
                            next.get().root().at(),
                            "the text has more than %d documents".formatted(MOST_DOCUMENTS),
                            "split it into several files");
                }
                documents.add(next.get());
            }
            return Optional.empty();
        } catch (YamlEngineException failure) {
            YamlRefused refused = SyntaxProblem.of(name, text, builder.line(), builder.openFlow(), failure);
            return report(refused, SyntaxFix.of(refused, text), problems);
        } catch (YamlRefused refused) {
            return report(refused, Optional.empty(), problems);
        } catch (NoSuchElementException _) {
            // The parser's iterator ends this way after it failed once; the failure itself was reported then.
            return Optional.empty();
        }
    }

    private static Optional<Integer> report(YamlRefused refused, Optional<Fix> fix, Problems problems) {
        problems.error(refused.code(), refused.at(), refused.message(), refused.hint(), fix);
        return Optional.of(refused.at().line());
    }

    /** The text from the first document mark behind {@code line} on, at its old line numbers. */
    private static Optional<String> blankUntilNext(String text, int line) {
        int start = 0;
        for (int i = 0; i < line && start >= 0; i++) {
            start = text.indexOf('\n', start) + 1;
            if (start == 0) {
                return Optional.empty();
            }
        }
        Matcher mark = DOCUMENT_MARK.matcher(text);
        if (!mark.find(start)) {
            return Optional.empty();
        }
        String before = text.substring(0, mark.start());
        long lines = before.chars().filter(character -> character == '\n').count();
        return Optional.of("\n".repeat((int) lines) + text.substring(mark.start()));
    }

    /** The parser copies what it looks ahead at each time that its window grows, so the window grows in large steps. */
    static Iterable<Event> events(String name, String text) {
        return new Parse(settings(name, Math.clamp(text.length(), SMALLEST_STEP, LARGEST_STEP))).parseString(text);
    }

    private static LoadSettings settings(String name, int step) {
        return LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setBufferSize(step)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
    }
}
