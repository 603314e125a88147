package tireless.api;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.json.Form;

/**
 * The values of a secret, for who may see them.
 *
 * @param values those that are texts, by their keys
 * @param base64 the others, in base64 (RFC 4648)
 */
public record SecretView(SortedMap<String, String> values, SortedMap<String, String> base64) {
    public SecretView {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        base64 = Collections.unmodifiableSortedMap(new TreeMap<>(base64));
    }

    public static SecretView read(Form form) {
        return new SecretView(form.textsByName("values"), form.textsByName("base64"));
    }

    public Form form() {
        return Form.empty().with("values", (Map<String, String>) values).with("base64", (Map<String, String>) base64);
    }

    /** The keys alone. */
    @Override
    public String toString() {
        return "SecretView[values=%s, base64=%s]".formatted(values.keySet(), base64.keySet());
    }
}
