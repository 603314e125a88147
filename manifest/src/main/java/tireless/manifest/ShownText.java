package tireless.manifest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.manifest.problem.Redaction;
import tireless.manifest.yaml.Overlay;

/** What may be shown of a manifest that was accepted, over a shoulder or in a build log. Pure. */
public final class ShownText {
    /** In these, stars are there from the beginning. */
    private static final Set<String> SECTIONS = Set.of("secret", "instance-secret");

    /** Its text is the schema of a value, and holds none. */
    private static final String SCHEMA = "jsonSchema";

    /** Who has its address, or its headers, may post there. */
    private static final String WEBHOOK = "webhook";

    private static final String STARS = "'" + Redaction.STARS + "'";

    private ShownText() {}

    /**
     * The text with stars for the values of keys that sound secret, however many lines they have, and for passwords in addresses
     * and options. It is YAML that reads back as the same tree but for these. References to variables, and names of secrets, stay.
     * Of a text that is no YAML no value is shown.
     */
    public static String of(String manifest) {
        try {
            return Overlay.of(manifest, ShownText::shown, Redaction::secrets)
                    .lines()
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (YamlEngineException _) {
            return manifest.lines().map(Redaction::all).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static String shown(List<String> keys, String before, String value, String written) {
        if (value.isEmpty() || Redaction.isReference(value)) {
            return written;
        }
        if (endsWith(keys, WEBHOOK, "url")) {
            return "'" + Redaction.host(value).replace("'", "''") + "'";
        }
        if (isSecret(keys)
                || (keys.size() > 2 && endsWith(keys.subList(0, keys.size() - 1), WEBHOOK, "headers"))
                || (Redaction.isSecretOption(before) && !value.startsWith("-"))) {
            return STARS;
        }
        if (!keys.isEmpty() && keys.getLast().equals(SCHEMA)) {
            return written;
        }
        if (written.startsWith("|") || written.startsWith(">")) {
            return safe(written);
        }
        String safe = safe(value);
        if (safe.equals(value)) {
            return written;
        }
        return written.indexOf('\n') >= 0 ? STARS : quoted(safe, written);
    }

    private static String safe(String text) {
        return Stream.of(Redaction.options(text).split("\n", -1))
                .map(Redaction::secrets)
                .collect(Collectors.joining("\n"));
    }

    private static boolean endsWith(List<String> keys, String... last) {
        return keys.size() >= last.length
                && keys.subList(keys.size() - last.length, keys.size()).equals(List.of(last));
    }

    private static boolean isSecret(List<String> keys) {
        boolean ofSecret = !keys.isEmpty() && SECTIONS.contains(keys.getFirst());
        return keys.stream().skip(ofSecret ? 1 : 0).anyMatch(Redaction::soundsSecret);
    }

    private static String quoted(String value, String written) {
        return switch (written.charAt(0)) {
            case '\'' -> "'" + value.replace("'", "''") + "'";
            case '"' -> escaped(value);
            default -> value;
        };
    }

    private static String escaped(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().forEach(character -> {
            switch (character) {
                case '"', '\\' -> text.append('\\').append((char) character);
                case '\n' -> text.append("\\n");
                default -> {
                    if (Character.isISOControl(character)) {
                        text.append("\\u%04x".formatted(character));
                    } else {
                        text.append((char) character);
                    }
                }
            }
        });
        return text.append('"').toString();
    }
}
