package tireless.manifest.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.model.Location;

/** What the YAML parser says, in words for people who write manifests. */
final class SyntaxProblem {
    private static final List<String> ENDS = List.of(
            "<stream end>'",
            "<document start>'",
            "<document end>'",
            "<stream end>",
            "<document start>",
            "<document end>");

    private SyntaxProblem() {}

    static YamlRefused of(
            String name, String text, int lastLine, Optional<Location> openFlow, YamlEngineException failure) {
        return switch (failure) {
            case MarkedYamlEngineException marked -> of(name, lastLine, openFlow, marked);
            case ReaderException reader -> unprintable(name, text, reader);
            default ->
                refused(new Location(name, lastLine, 1), "this is no YAML: " + failure.getMessage(), "check the line");
        };
    }

    private static YamlRefused of(
            String name, int lastLine, Optional<Location> openFlow, MarkedYamlEngineException failure) {
        String problem = String.valueOf(failure.getProblem());
        String context = String.valueOf(failure.getContext());
        Location at = place(name, failure.getProblemMark()).orElseGet(() -> new Location(name, lastLine, 1));
        Location began = place(name, failure.getContextMark()).orElse(at);
        if (problem.contains("(TAB)")) {
            return refused(at, "a tab can not indent YAML", "use spaces");
        }
        if (context.contains("quoted scalar")) {
            return problem.contains("unexpected end") || problem.contains("document separator")
                    ? refused(began, "a quoted text begins here and does not end", "add the closing quote")
                    : refused(
                            at, "in a quoted text: " + problem, "a backslash in \"…\" begins an escape; '…' has none");
        }
        if (problem.contains("mapping values are not allowed")) {
            return refused(
                    at,
                    "a second `:` on this line, or a line that is indented too far",
                    "put quotes around a text that holds `: `");
        }
        if (problem.contains("could not find expected ':'")) {
            return refused(
                    began,
                    "this line is no `key: value`",
                    "add `:` and a space after the key, or quotes around the text");
        }
        if (problem.contains("sequence entries are not allowed")) {
            return refused(at, "a list can not begin here", "put `- ` on a line of its own below the key");
        }
        if (openFlow.isPresent() && ENDS.stream().anyMatch(problem::endsWith)) {
            return refused(
                    openFlow.get(),
                    "a `{` or `[` begins here and is not closed",
                    "close it, or put quotes around a text that begins with { or [");
        }
        if (context.contains("flow")) {
            return refused(
                    at,
                    "within { } or [ ], a comma or the closing bracket is missing here",
                    "put quotes around a text that holds brackets or commas");
        }
        if (problem.contains("expected <block end>")) {
            return refused(at, "this line does not fit the lines above it", "check its indentation");
        }
        if (problem.contains("cannot start any token")) {
            return refused(at, "a value can not begin with this character", "put quotes around the text");
        }
        String sentence = context.equals("null") ? problem : context + ": " + problem;
        return refused(at, "this is no YAML: " + sentence.replace('\n', ' '), "check this line and the one above it");
    }

    private static YamlRefused unprintable(String name, String text, ReaderException failure) {
        int position = Math.clamp(failure.getPosition(), 0, text.codePointCount(0, text.length()));
        String before = text.substring(0, text.offsetByCodePoints(0, position));
        int line =
                1 + (int) before.chars().filter(character -> character == '\n').count();
        String last = before.substring(before.lastIndexOf('\n') + 1);
        return refused(
                new Location(name, line, 1 + last.codePointCount(0, last.length())),
                "the character U+%04X can not be in YAML".formatted(failure.getCodePoint()),
                "remove it, or write it as an escape in \"…\"");
    }

    private static YamlRefused refused(Location at, String message, String hint) {
        return new YamlRefused("yaml", at, message, hint);
    }

    private static Optional<Location> place(String name, Optional<Mark> mark) {
        return mark.map(found -> new Location(name, found.getLine() + 1, found.getColumn() + 1));
    }
}
