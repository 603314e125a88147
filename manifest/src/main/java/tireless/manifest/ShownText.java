package tireless.manifest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tireless.manifest.problem.Redaction;
import tireless.manifest.yaml.Overlay;

/** What may be shown of a manifest that was accepted, over a shoulder or in a build log. Pure. */
public final class ShownText {
    /** Their values are names of secrets, and say what of them is used. */
    private static final Set<String> USES = Set.of("secrets", "dataosSecrets");

    /** In these, stars are there from the beginning. */
    private static final Set<String> SECTIONS = Set.of("secret", "instance-secret");

    private ShownText() {}

    /**
     * The text with stars for the values of keys that sound secret, however many lines they have, and for passwords in addresses
     * and options. References to variables stay. Of a text that is no YAML no value is shown.
     */
    public static String of(String manifest) {
        try {
            return lines(Overlay.of(manifest, ShownText::shown));
        } catch (YamlEngineException _) {
            return manifest.lines().map(Redaction::all).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static String lines(String text) {
        return text.lines().map(Redaction::secrets).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String shown(List<String> keys, String before, String value, String written) {
        if (value.isEmpty() || Redaction.isReference(value)) {
            return written;
        }
        boolean secret = isSecret(keys) || (Redaction.isSecretOption(before) && !value.startsWith("-"));
        String safe = Redaction.options(value);
        if (!secret && safe.equals(value)) {
            return written;
        }
        boolean block = written.startsWith("|") || written.startsWith(">");
        if (!secret && block) {
            return Redaction.options(written);
        }
        return secret || written.indexOf('\n') >= 0 ? Redaction.STARS : quoted(safe, written);
    }

    private static boolean isSecret(List<String> keys) {
        boolean ofSecret = !keys.isEmpty() && SECTIONS.contains(keys.getFirst());
        return keys.stream().skip(ofSecret ? 1 : 0).anyMatch(key -> !USES.contains(key) && Redaction.soundsSecret(key));
    }

    private static String quoted(String value, String written) {
        return switch (written.charAt(0)) {
            case '\'' -> "'" + value.replace("'", "''") + "'";
            case '"' -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            default -> value;
        };
    }
}
