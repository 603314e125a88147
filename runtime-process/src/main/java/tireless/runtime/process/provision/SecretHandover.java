package tireless.runtime.process.provision;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tireless.model.SecretProjection;
import tireless.model.SecretValues;

/**
 * The values of secrets in the form in which a replica gets them. Its text has no value.
 *
 * @param variables by their names
 * @param files what they hold, by their names
 * @param warnings what could not be handed over, for people; without a value
 */
record SecretHandover(SortedMap<String, String> variables, SortedMap<String, byte[]> files, List<String> warnings) {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern FILE = Pattern.compile("(?!\\.\\.?$)[-._A-Za-z0-9]+");

    /** A projection with the values that it asked for. */
    record Opened(SecretProjection projection, SecretValues values) {}

    /** Of two variables of one name the later counts, of two files the earlier: as whole names they are both there. */
    static SecretHandover of(List<Opened> secrets) {
        SortedMap<String, String> variables = new TreeMap<>();
        SortedMap<String, byte[]> files = new TreeMap<>();
        List<String> warnings = new ArrayList<>();
        for (Opened secret : secrets) {
            String name = secret.projection().name();
            SecretValues values = secret.values();
            switch (secret.projection().kind()) {
                case ENV_VARS -> {
                    values.keys().stream()
                            .filter(SecretHandover::isVariable)
                            .forEach(key -> variables.put(key, values.text(key)));
                    warn(name, values, VARIABLE, "no environment variables", warnings);
                }
                case FILE -> {
                    values.keys().stream()
                            .filter(key -> FILE.matcher(key).matches())
                            .forEach(key -> {
                                files.put(name + "_" + key, values.bytes(key));
                                files.putIfAbsent(key, values.bytes(key));
                            });
                    warn(name, values, FILE, "no files", warnings);
                }
                case PROP_FILE -> {
                    byte[] text = PropertiesText.of(values).getBytes(StandardCharsets.UTF_8);
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

    private static void warn(String secret, SecretValues values, Pattern good, String what, List<String> warnings) {
        String bad = values.keys().stream()
                .filter(key -> !good.matcher(key).matches() || (good == VARIABLE && !isVariable(key)))
                .map(key -> "`" + key + "`")
                .collect(Collectors.joining(", "));
        if (!bad.isEmpty()) {
            warnings.add(
                    "these keys of the secret `%s` can name %s, and are left out: %s".formatted(secret, what, bad));
        }
    }

    /** What must not be told to people, by some name. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>(variables);
        files.forEach((name, bytes) -> texts.put("file " + name, new String(bytes, StandardCharsets.UTF_8)));
        return texts;
    }

    @Override
    public String toString() {
        return "SecretHandover[%s, %s]".formatted(variables.keySet(), files.keySet());
    }
}
