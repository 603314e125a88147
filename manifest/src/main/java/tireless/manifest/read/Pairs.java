package tireless.manifest.read;

import java.util.LinkedHashMap;
import java.util.Map;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;

/** Reads a mapping of texts whose names the user chooses. */
final class Pairs {
    private Pairs() {}

    /** The pairs; what is no text is reported, what is open is left out, nothing is an empty text. */
    static Map<String, String> read(Fields fields) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (Entry entry : fields.entries()) {
            if (entry.key().isOpen() || (entry.value() instanceof Scalar value && value.isOpen())) {
                continue;
            }
            if (entry.value() instanceof Scalar value && value.isNull()) {
                pairs.put(entry.name(), "");
            } else {
                fields.asScalar("`" + entry.name() + "`", entry.value())
                        .ifPresent(value -> pairs.put(entry.name(), value.text()));
            }
        }
        return pairs;
    }
}
