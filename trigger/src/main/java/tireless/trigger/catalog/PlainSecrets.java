package tireless.trigger.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tireless.trigger.Form;
import tireless.trigger.SecretText;
import tireless.trigger.Source;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;

/** Secrets that the metadata of a trigger gives in plain, where everybody reads them who reads the manifest. */
final class PlainSecrets {
    private static final Pattern NAME = Pattern.compile("(?i).*(password|token|apikey|secret).*");
    private static final Pattern IN_ADDRESS = Pattern.compile("\\w+://[^/?#@\\s]*:[^/?#@\\s]+@.*");
    private static final Pattern IN_TEXT = Pattern.compile("(?i).*\\b(password|authorization|x-api-key)\\s*=\\s*\\S.*");

    private PlainSecrets() {}

    /** A warning for each; none of them holds it. */
    static List<TriggerProblem> warnings(TriggerType type, Map<String, String> metadata) {
        List<TriggerProblem> warnings = new ArrayList<>();
        metadata.forEach((name, value) -> {
            Optional<TriggerKey> key = type.keys().stream()
                    .filter(known -> known.name().equals(name) && known.comesFrom(Source.METADATA))
                    .findFirst();
            if (key.isPresent() && !value.isBlank() && isSecret(key.get(), value)) {
                warnings.add(TriggerProblem.warning(
                        "plain-secret", name, "`" + name + "` gives a secret in plain", hint(key.get())));
            }
        });
        return warnings;
    }

    private static boolean isSecret(TriggerKey key, String value) {
        return NAME.matcher(key.name()).matches()
                || IN_ADDRESS.matcher(value).matches()
                || IN_TEXT.matcher(value).matches()
                || (value.contains("://") && !SecretText.inAddress(value).isEmpty())
                || (key.form() instanceof Form.Pairs && SecretText.inPairs(value));
    }

    private static String hint(TriggerKey key) {
        String variable = key.comesFrom(Source.ENVIRONMENT)
                ? "a variable of the worker by `" + key.environmentKey() + "`, or "
                : "";
        return "name " + variable + "a Secret by `authenticationRef`";
    }
}
