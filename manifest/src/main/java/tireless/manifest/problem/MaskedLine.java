package tireless.manifest.problem;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line with stars for the values of keys and headers that sound secret: keys and brackets stay. It knows nothing of the lines around
 * it, so outside of brackets and quotes a value goes to the end of the line.
 */
final class MaskedLine {
    private static final Pattern KEY =
            Pattern.compile("(?i)(?<![-_.a-z0-9])([-_.a-z0-9]{0,200}" + Redaction.SOUNDS_SECRET + "[-_.a-z0-9]{0,40}|"
                    + Redaction.AUTHORIZATION + ")(?:\\\\?[\"']\\s{0,200}:\\s*|\\s{0,200}:\\s+|(?<=[\"'](?=x-|"
                    + "(?:proxy-)?authorization)[-a-z0-9]{0,80}):)(?=\\S)");
    private static final Pattern SCHEME = Pattern.compile("(?i)^(?:bearer|basic)\\s+");
    private static final Pattern ENTRY = Pattern.compile("\\s*:(?=\\s|$)");
    private static final Pattern QUOTED_ENTRY = Pattern.compile("\\s*:");
    private static final Pattern NOTE = Pattern.compile("\\s*(\\s#.*)?");

    private final String line;
    private final StringBuilder shown = new StringBuilder();

    private MaskedLine(String line) {
        this.line = line;
    }

    static String of(String line) {
        MaskedLine masked = new MaskedLine(line);
        masked.write();
        return masked.shown.toString();
    }

    private void write() {
        int done = 0;
        Matcher key = KEY.matcher(line);
        while (key.find(done)) {
            shown.append(line, done, key.end());
            done = key.end();
            if (Redaction.soundsSecret(key.group(1))) {
                int end = valueEnd(key.start(), key.end(1), done);
                if (end > done) {
                    value(line.substring(done, end));
                }
                done = end;
            }
        }
        shown.append(line, done, line.length());
    }

    private void value(String value) {
        if (Redaction.isReference(SCHEME.matcher(value).replaceFirst(""))) {
            shown.append(value);
        } else if (opens(value.charAt(0)) && closed(value, 0) == value.length()) {
            collection(value);
        } else {
            shown.append(Redaction.STARS);
        }
    }

    /** Stars for all in the brackets but the keys. */
    private void collection(String value) {
        for (int at = 0; at < value.length(); ) {
            char next = value.charAt(at);
            if ("{}[],".indexOf(next) >= 0 || Character.isWhitespace(next)) {
                shown.append(next);
                at++;
                continue;
            }
            int end = scalarEnd(value, at);
            boolean isKey = (isQuote(next) ? QUOTED_ENTRY : ENTRY)
                    .matcher(value.substring(end))
                    .lookingAt();
            shown.append(isKey ? value.substring(at, end) : Redaction.STARS);
            at = end;
            if (isKey) {
                int colon = value.indexOf(':', end);
                shown.append(value, end, colon + 1);
                at = colon + 1;
            }
        }
    }

    private int valueEnd(int key, int keyEnd, int from) {
        if (key > 0 && isQuote(line.charAt(key - 1)) && line.charAt(keyEnd) == ':') {
            int end = closingQuote(line, from, line.charAt(key - 1));
            if (end >= 0) {
                return end;
            }
        }
        boolean inBrackets = inBrackets(key);
        int end = inBrackets ? -1 : quoteEnd(key, from);
        return end < 0 ? valueEnd(from, inBrackets) : end;
    }

    /** Where the quotes end that are open at {@code index}; less than zero where none are. */
    private int quoteEnd(int index, int from) {
        for (int at = 0; at < index; at++) {
            char quote = line.charAt(at);
            if (isQuote(quote) && (at == 0 || isBetween(line.charAt(at - 1)) || line.charAt(at - 1) == '$')) {
                int end = closingQuote(line, at + 1, quote);
                if (end < 0 || end >= from) {
                    return end;
                }
                at = end;
            }
        }
        return -1;
    }

    /** An apostrophe within a word, and a quote that is doubled or escaped, closes nothing. */
    private static int closingQuote(String text, int from, char quote) {
        for (int at = from; at < text.length(); at++) {
            char next = text.charAt(at);
            boolean doubled = next == quote && text.startsWith(String.valueOf(quote), at + 1);
            if (next == '\\' || doubled) {
                at++;
            } else if (next == quote && (at + 1 == text.length() || isBetween(text.charAt(at + 1)))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isBetween(char character) {
        return Character.isWhitespace(character) || ",:;=()[]{}|&<>`\"'".indexOf(character) >= 0;
    }

    private int valueEnd(int from, boolean inBrackets) {
        if (opens(line.charAt(from))) {
            int end = closed(line, from);
            return inBrackets || NOTE.matcher(line.substring(end)).matches() ? end : line.length();
        }
        return inBrackets ? scalarEnd(line, from) : line.length();
    }

    /** Whether the key at {@code index} begins an entry of brackets that are open there. */
    private boolean inBrackets(int index) {
        String before = line.substring(0, index).stripTrailing();
        if (!before.isEmpty() && isQuote(before.charAt(before.length() - 1))) {
            int end = before.length() - 1;
            before = before.substring(0, before.startsWith("\\", end - 1) ? end - 1 : end)
                    .stripTrailing();
        }
        return !before.isEmpty()
                && "{[,".indexOf(before.charAt(before.length() - 1)) >= 0
                && before.chars()
                                .filter(character -> character == '{' || character == '[')
                                .count()
                        > before.chars()
                                .filter(character -> character == '}' || character == ']')
                                .count();
    }

    private static boolean opens(char character) {
        return character == '{' || character == '[';
    }

    /** Behind the bracket that closes the one at {@code from}; the end of the text where there is none. */
    private static int closed(String text, int from) {
        int depth = 0;
        for (int at = from; at < text.length(); at++) {
            char next = text.charAt(at);
            if (isQuote(next)) {
                at = scalarEnd(text, at) - 1;
            } else if (opens(next)) {
                depth++;
            } else if ((next == '}' || next == ']') && --depth == 0) {
                return at + 1;
            }
        }
        return text.length();
    }

    /** Behind the scalar that begins at {@code from}, within brackets. */
    private static int scalarEnd(String text, int from) {
        if (text.startsWith("\\\"", from)) {
            int end = text.indexOf("\\\"", from + 2);
            return end < 0 ? text.length() : end + 2;
        }
        char quote = text.charAt(from);
        if (isQuote(quote)) {
            for (int at = from + 1; at < text.length(); at++) {
                if (quote == '"' && text.charAt(at) == '\\') {
                    at++;
                } else if (text.charAt(at) == quote) {
                    return at + 1;
                }
            }
            return text.length();
        }
        int at = from;
        while (at < text.length() && ",{}[]".indexOf(text.charAt(at)) < 0 && !isColon(text, at)) {
            at++;
        }
        return Math.max(from + text.substring(from, at).stripTrailing().length(), from + 1);
    }

    private static boolean isQuote(char character) {
        return character == '"' || character == '\'';
    }

    private static boolean isColon(String text, int at) {
        return text.charAt(at) == ':' && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
    }
}
