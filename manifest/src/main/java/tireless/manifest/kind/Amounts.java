package tireless.manifest.kind;

import java.util.Optional;
import tireless.manifest.value.Quantity;

/**
 * Processor time and memory.
 *
 * @param cpu cores
 * @param memory bytes
 */
public record Amounts(Optional<Quantity> cpu, Optional<Quantity> memory) {
    public static final Amounts NONE = new Amounts(Optional.empty(), Optional.empty());
}
