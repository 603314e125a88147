package tireless.manifest.kind;

import java.util.List;
import java.util.Optional;

/** A secret by name, and which of its keys are given to the replica in which way. */
public record SecretUse(
        String name,
        Optional<String> workspace,
        List<String> keys,
        Optional<Boolean> allKeys,
        Optional<String> consumptionType) {
    public SecretUse {
        keys = List.copyOf(keys);
    }

    /** All keys of the secret {@code name}, in the way the stack chooses. */
    public static SecretUse named(String name) {
        return new SecretUse(name, Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }
}
