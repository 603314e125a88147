package tireless.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of secrets in the form in which a replica gets them. Its text has no value.
 *
 * @param variables by their names
 * @param files what they hold, by their names
 * @param warnings what could not be handed over, for people; without a value
 */
public record SecretHandover(
        SortedMap<String, String> variables, SortedMap<String, byte[]> files, List<String> warnings) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FILE = Pattern.compile("(?!\\.\\.?$)[-._A-Za-z0-9]+");

    /** A projection with the values that it asked for. */
    public record Opened(SecretProjection projection, SecretValues values) {}

    /** Of two variables of one name the later counts, of two files the earlier: as whole names they are both there. */
    public static SecretHandover of(List<Opened> secrets) {
        SortedMap<String, String> variables = new TreeMap<>();
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        for (Opened secret : secrets) {
            String name = secret.projection().name();
            SecretValues values = secret.values();
            switch (secret.projection().kind()) {
                case ENV_VARS -> {
                    SecretValues named = values.only(keys(values, SecretHandover::isVariable));
                    leftOut(name, values, named, "can name no environment variables", warnings);
                    SecretValues fit = named.only(keys(named, key -> isText(named, key) && !hasNul(named, key)));
                    leftOut(name, named, fit, "hold bytes that no environment variable can have", warnings);
                    fit.keys().forEach(key -> variables.put(key, fit.text(key)));
                }
                case FILE -> {
                    SecretValues fit =
                            values.only(keys(values, key -> FILE.matcher(key).matches()));
                    leftOut(name, values, fit, "can name no files", warnings);
                    fit.keys().forEach(key -> {
                        files.put(name + "_" + key, fit.bytes(key));
                        files.putIfAbsent(key, fit.bytes(key));
                    });
                }
                case PROP_FILE -> {
                    SecretValues fit = values.only(keys(values, key -> isText(values, key)));
                    leftOut(name, values, fit, "hold bytes that are no text for a file of properties", warnings);
                    byte[] text = PropertiesText.of(fit).getBytes(StandardCharsets.UTF_8);
                    files.put(name + ".properties", text);
                    files.putIfAbsent(secret.projection().workspace() + "_" + name, text);
                }
            }
        }
        return new SecretHandover(variables, files, List.copyOf(warnings));
    }

    private static boolean isVariable(String key) {
        return VARIABLE.matcher(key).matches() && !key.startsWith("TIRELESS_") && !key.equals("NOTIFY_SOCKET");
    }

    private static boolean isText(SecretValues values, String key) {
        return FileContent.of(values.bytes(key)).text().isPresent();
    }

    private static boolean hasNul(SecretValues values, String key) {
        return values.text(key).indexOf('\0') >= 0;
    }

    private static Set<String> keys(SecretValues values, Predicate<String> wanted) {
        return values.keys().stream().filter(wanted).collect(Collectors.toSet());
    }

    private static void leftOut(String secret, SecretValues all, SecretValues fit, String why, List<String> warnings) {
        String bad = all.keys().stream()
                .filter(key -> !fit.keys().contains(key))
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
        if (!bad.isEmpty()) {
            warnings.add("these keys of the secret `%s` %s, and are left out: %s".formatted(secret, why, bad));
        }
    }

    /** What must not be told to people, by some name. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>(variables);
        files.forEach((name, bytes) -> texts.put("file " + name, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    @Override
    public String toString() {
        return "SecretHandover[%s, %s]".formatted(variables.keySet(), files.keySet());
    }
}
