package tireless.manifest.kind;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.yaml.Scalar;
import tireless.model.Location;

/**
 * One of {@code triggers}, as KEDA has them.
 *
 * @param at where it begins
 * @param type empty where it is missing, which was reported
 * @param metadata its keys in the order of the manifest, with their places
 */
public record TriggerSection(
        Location at,
        Optional<Scalar> type,
        Optional<Scalar> name,
        Map<String, Scalar> metadata,
        Optional<Scalar> metricType,
        Optional<Boolean> useCachedMetrics,
        Optional<Authentication> authentication) {
    public TriggerSection {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** Names what completes the metadata: {@code authenticationRef}. */
    public record Authentication(String name, Optional<String> kind) {}
}
