package tireless.manifest.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tireless.model.Fix;
import tireless.model.Location;
import tireless.model.TextEdit;
import tireless.model.TextEdit.Replacement;

/**
 * What makes a text YAML again, where a line can only mean one thing. Each is tried before it is offered: the document must
 * then be YAML at least as far as behind the line.
 */
final class SyntaxFix {
    /** A value that begins like an alias, a directive or something reserved, and goes on like none. */
    private static final Pattern STAR = Pattern.compile(
            "^(\\s*(?:- )*(?:[A-Za-z][-_.\\w]*:)?\\s+)(\\*(?:[*/, ][-*/,0-9A-Za-z ?#]*?)?)\\s*( #.*)?$");

    private static final Pattern RESERVED =
            Pattern.compile("^(\\s*(?:- )*(?:[A-Za-z][-_.\\w]*:)?\\s+)([@`%][^\"\\\\]*?)\\s*( #.*)?$");
    private static final Pattern PROSE = Pattern.compile(
            "^(\\s*(?:- )?(?:description|title|doc):\\s+)([^\\s\"'\\[{|>&*!#@`%][^\"\\\\]*?)\\s*( #.*)?$");
    private static final Pattern NO_SPACE = Pattern.compile("^(\\s*(?:- )*)([A-Za-z]\\w*):(?!//)([^\\s:].*)$");
    private static final int[] WIDTHS = {2, 4, 8};

    private final YamlRefused refused;
    private final BrokenPart part;
    private final String line;

    private SyntaxFix(YamlRefused refused, BrokenPart part) {
        this.refused = refused;
        this.part = part;
        this.line = part.line(refused.at().line());
    }

    static Optional<Fix> of(YamlRefused refused, String text) {
        BrokenPart part = BrokenPart.of(text, refused.at().line());
        SyntaxFix fix = new SyntaxFix(refused, part);
        return fix.tabs()
                .or(() -> fix.quoted(STAR))
                .or(() -> fix.quoted(RESERVED))
                .or(() -> fix.quoted(PROSE))
                .or(fix::spaced);
    }

    private Optional<Fix> quoted(Pattern pattern) {
        Matcher found = pattern.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        String value = found.group(2);
        return tried(new Fix("the value in quotes", List.of(replacement(found.start(2), value, "\"" + value + "\""))));
    }

    private Optional<Fix> spaced() {
        Matcher found = NO_SPACE.matcher(line);
        return found.matches()
                ? tried(new Fix(
                        "a space behind the colon",
                        List.of(replacement(found.start(2), found.group(2) + ":", found.group(2) + ": "))))
                : Optional.empty();
    }

    private Replacement replacement(int index, String old, String young) {
        Location at = refused.at();
        int column = line.codePointCount(0, index) + 1;
        return new Replacement(new Location(at.source(), at.line(), column), old, young);
    }

    private Optional<Fix> tried(Fix fix) {
        return part.with(fix.edits()).isYamlBehind(refused.at().line()) ? Optional.of(fix) : Optional.empty();
    }

    /** Spaces for tabs, where it makes no difference how many a tab stands for. */
    private Optional<Fix> tabs() {
        if (!line.substring(0, indentation(line)).contains("\t")) {
            return Optional.empty();
        }
        List<List<TextEdit>> ways = new ArrayList<>();
        for (int width : WIDTHS) {
            List<TextEdit> way = untabbed(width);
            if (part.with(way).isYamlBehind(refused.at().line())) {
                ways.add(way);
            }
        }
        boolean same = ways.stream().allMatch(way -> part.with(way).means(part.with(ways.getFirst())));
        return ways.isEmpty() || !same ? Optional.empty() : Optional.of(new Fix("spaces for tabs", ways.getFirst()));
    }

    /** The tabs that begin a line can not be part of a text with several lines; others only where the parser says so. */
    private List<TextEdit> untabbed(int width) {
        List<TextEdit> edits = new ArrayList<>();
        for (int number = part.firstLine(); number <= part.lastLine(); number++) {
            String written = part.line(number);
            String blank = written.substring(0, indentation(written));
            boolean structure = blank.startsWith("\t") || number == refused.at().line();
            if (structure && blank.contains("\t") && blank.length() < written.length()) {
                edits.add(new Replacement(
                        new Location(refused.at().source(), number, 1), blank, blank.replace("\t", " ".repeat(width))));
            }
        }
        return edits;
    }

    private static int indentation(String line) {
        int end = 0;
        while (end < line.length() && (line.charAt(end) == ' ' || line.charAt(end) == '\t')) {
            end++;
        }
        return end;
    }
}
