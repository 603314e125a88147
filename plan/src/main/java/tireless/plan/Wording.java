package tireless.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tireless.model.FileContent;
import tireless.model.Lifetime;

/** Values as people read them. Different values never read the same, so that comparing the words compares the values. */
final class Wording {
    private static final int LONG = 4;
    private static final String[] BINARY_UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    private Wording() {}

    static String of(Lifetime lifetime) {
        return lifetime.name().toLowerCase(Locale.ROOT);
    }

    /** {@code 90s}, {@code 5m}, {@code 250ms}; what is no whole number of those reads as ISO 8601. */
    static String of(Duration duration) {
        if (duration.isZero() || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.isZero() ? "0s" : duration.toString();
        }
        if (duration.toNanosPart() != 0) {
            return duration.toSeconds() < 10 ? duration.toMillis() + "ms" : duration.toString();
        }
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    static Optional<String> bytes(OptionalLong bytes) {
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        long amount = bytes.getAsLong();
        int unit = Math.min(Long.numberOfTrailingZeros(amount) / 10, BINARY_UNITS.length - 1);
        return Optional.of((amount >> (10 * unit)) + BINARY_UNITS[unit]);
    }

    static Optional<String> millis(OptionalLong millis) {
        return millis.isEmpty() ? Optional.empty() : Optional.of(millis.getAsLong() + "m");
    }

    /** Words as a shell would need them. */
    static String command(List<String> words) {
        return words.stream().map(Wording::word).collect(Collectors.joining(" "));
    }

    /** A text on one line that a terminal can not mistake for anything else: quoted where needed, control characters escaped. */
    static String word(String text) {
        if (!text.isEmpty() && text.chars().allMatch(Wording::isPlain)) {
            return text;
        }
        if (text.codePoints().noneMatch(Wording::needsEscape) && text.indexOf('\'') < 0) {
            return "'" + text + "'";
        }
        StringBuilder quoted = new StringBuilder("$'");
        text.codePoints().forEach(point -> append(quoted, point));
        return quoted.append('\'').toString();
    }

    /** A text of a manifest: one of many lines by how many it has, and by a digest. */
    static String text(String text) {
        long lines = text.lines().count();
        return lines < LONG
                ? word(text)
                : "(%d lines, %s)".formatted(lines, FileContent.ofText(text).digest());
    }

    private static boolean isPlain(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || "_-./:=,@%+".indexOf(character) >= 0;
    }

    private static boolean needsEscape(int point) {
        int type = Character.getType(point);
        return Character.isISOControl(point)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    private static void append(StringBuilder quoted, int point) {
        switch (point) {
            case '\n' -> quoted.append("\\n");
            case '\t' -> quoted.append("\\t");
            case '\r' -> quoted.append("\\r");
            case '\'' -> quoted.append("\\'");
            case '\\' -> quoted.append("\\\\");
            default -> {
                if (needsEscape(point)) {
                    quoted.append(point > 0xFFFF ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
                } else {
                    quoted.appendCodePoint(point);
                }
            }
        }
    }
}
