package tireless.trigger.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path to a value in maps and lists, in the language of gjson: names parted by points, {@code \.} for a point in a name, numbers for items of
 * a list, {@code *} and {@code ?} in names, {@code #} at the end for the length of a list, and {@code #(name=="x")} for the first item that fits.
 */
record ValuePath(List<Step> steps) {
    private static final Pattern QUERY = Pattern.compile("#\\(([^=!<>%]+)(==|!=|<=|>=|<|>|%)(.*)\\)", Pattern.DOTALL);

    ValuePath {
        steps = List.copyOf(steps);
    }

    sealed interface Step {}

    /** @param text without backslashes, for names of maps and numbers of lists */
    private record Name(String text, Optional<Pattern> pattern) implements Step {}

    private record Length() implements Step {}

    private record First(String key, String operator, String value) implements Step {}

    /** @throws IllegalArgumentException for what gjson knows and this does not */
    static ValuePath parse(String path) {
        List<Step> steps = new ArrayList<>();
        for (String part : parts(path)) {
            steps.add(step(part));
        }
        for (int i = 0; i + 1 < steps.size(); i++) {
            require(!(steps.get(i) instanceof Length), "goes on after `#`, which gives many values and not one");
        }
        return new ValuePath(steps);
    }

    private static List<String> parts(String path) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length()) {
                part.append(c).append(path.charAt(++i));
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            require(depth > 0 || (c != '|' && c != '@'), "has `" + c + "`, which is not known here");
            if (c == '.' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static Step step(String part) {
        require(!part.isEmpty(), "has two points without a name between them");
        if (part.equals("#")) {
            return new Length();
        }
        if (part.startsWith("#(")) {
            Matcher query = QUERY.matcher(part);
            require(query.matches(), "has a query that is not `#(name==\"value\")`");
            return new First(
                    query.group(1).strip(),
                    query.group(2),
                    query.group(3).strip().replaceAll("^\"|\"$", ""));
        }
        boolean wild = part.replaceAll("\\\\.", "").matches(".*[*?].*");
        return new Name(part.replaceAll("\\\\(.)", "$1"), wild ? Optional.of(wildcard(part)) : Optional.empty());
    }

    private static Pattern wildcard(String part) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            switch (c) {
                case '*' -> pattern.append(".*");
                case '?' -> pattern.append('.');
                case '\\' -> pattern.append(Pattern.quote(i + 1 < part.length() ? part.substring(++i, i + 1) : ""));
                default -> pattern.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What is found there; null where nothing is. */
    @Nullable
    Object in(@Nullable Object root) {
        Object at = root;
        for (Step step : steps) {
            at = switch (step) {
                case Name name -> named(at, name);
                case Length() -> at instanceof List<?> list ? Double.valueOf(list.size()) : null;
                case First first -> first(at, first);
            };
        }
        return at;
    }

    private static @Nullable Object named(@Nullable Object at, Name name) {
        if (at instanceof List<?> list && name.text().matches("\\d{1,9}")) {
            int index = Integer.parseInt(name.text());
            return index < list.size() ? list.get(index) : null;
        }
        if (!(at instanceof Map<?, ?> map)) {
            return null;
        }
        return name.pattern().isEmpty()
                ? map.get(name.text())
                : map.entrySet().stream()
                        .filter(entry -> name.pattern()
                                .get()
                                .matcher(String.valueOf(entry.getKey()))
                                .matches())
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(null);
    }

    private static @Nullable Object first(@Nullable Object at, First wanted) {
        if (!(at instanceof List<?> list)) {
            return null;
        }
        for (Object item : list) {
            if (item instanceof Map<?, ?> map && fits(map.get(wanted.key()), wanted)) {
                return item;
            }
        }
        return null;
    }

    private static boolean fits(@Nullable Object value, First wanted) {
        if (value == null) {
            return false;
        }
        if (wanted.operator().equals("%")) {
            return wildcard(wanted.value()).matcher(String.valueOf(value)).matches();
        }
        int order;
        try {
            order = value instanceof Number number
                    ? Double.compare(number.doubleValue(), Double.parseDouble(wanted.value()))
                    : String.valueOf(value).compareTo(wanted.value());
        } catch (NumberFormatException _) {
            return wanted.operator().equals("!=");
        }
        return switch (wanted.operator()) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
