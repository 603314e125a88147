package tireless.manifest.interpolate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tireless.manifest.interpolate.Reference.Literal;
import tireless.manifest.interpolate.Reference.Placeholder;
import tireless.manifest.interpolate.Reference.Variable;

/**
 * Takes a text apart. {@code $$} is a dollar sign; {@code ${!…}} (Bento), <code>{{…}}</code> (templates) and a dollar sign
 * before anything that begins no name ({@code $1}, {@code $@}, {@code $(}) are literal.
 */
final class ReferenceScanner {
    private final String text;
    private final List<Reference> found = new ArrayList<>();
    /** A text of four megabytes may name the same variable two million times. */
    private final Map<Reference, Reference> seen = new HashMap<>();

    private final StringBuilder literal = new StringBuilder();
    private int at;

    private ReferenceScanner(String text) {
        this.text = text;
    }

    static List<Reference> scan(String text) {
        ReferenceScanner scanner = new ReferenceScanner(text);
        while (scanner.at < text.length()) {
            scanner.step();
        }
        scanner.endLiteral();
        return scanner.found;
    }

    private void step() {
        if (text.startsWith("$$", at)) {
            literal.append('$');
            at += 2;
        } else if (text.startsWith("${{", at)) {
            reference(new Placeholder(upTo(endOf("}}", at + 3))));
        } else if (text.startsWith("${!", at)) {
            literal.append(upTo(closingBrace(at + 1)));
        } else if (text.startsWith("${", at)) {
            braced();
        } else if (text.startsWith("{{", at)) {
            literal.append(upTo(endOf("}}", at + 2)));
        } else if (text.charAt(at) == '$' && nameEnd(at + 1) > at + 1) {
            String name = text.substring(at + 1, nameEnd(at + 1));
            reference(new Variable(name, upTo(at + 1 + name.length())));
        } else {
            literal.append(text.charAt(at));
            at++;
        }
    }

    private void braced() {
        int nameEnd = nameEnd(at + 2);
        if (nameEnd > at + 2 && nameEnd < text.length() && text.charAt(nameEnd) == '}') {
            String name = text.substring(at + 2, nameEnd);
            reference(new Variable(name, upTo(nameEnd + 1)));
        } else {
            reference(new Placeholder(upTo(closingBrace(at + 1))));
        }
    }

    private void reference(Reference reference) {
        endLiteral();
        found.add(seen.computeIfAbsent(reference, same -> same));
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            found.add(new Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** Takes the text up to {@code end} and goes on from there. */
    private String upTo(int end) {
        String taken = text.substring(at, end);
        at = end;
        return taken;
    }

    private int endOf(String closing, int from) {
        int found = text.indexOf(closing, from);
        return found < 0 ? text.length() : found + closing.length();
    }

    /** The end of the group that the brace at {@code open} begins; the end of the text where it is not closed. */
    private int closingBrace(int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private int nameEnd(int from) {
        int end = from;
        while (end < text.length() && isNamePart(text.charAt(end), end == from)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char character, boolean first) {
        return character == '_'
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (!first && character >= '0' && character <= '9');
    }
}
