package tireless.manifest.kind;

import java.util.Optional;
import tireless.manifest.value.Quantity;

/**
 * The section {@code volume}; a part is empty where it was wrong or its variable is not set.
 *
 * @param size bytes
 * @param accessMode {@code ReadWriteOnce}, {@code ReadOnlyMany} or {@code ReadWriteMany}
 * @param type {@code temp}, {@code persistent}, {@code CloudTemp} or {@code CloudPersistent}
 */
public record VolumeSection(Optional<Quantity> size, Optional<String> accessMode, Optional<String> type) {}
