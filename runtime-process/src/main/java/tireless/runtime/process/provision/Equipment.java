package tireless.runtime.process.provision;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is ready for an attempt. Its text has no value of a secret.
 *
 * @param namespace an empty folder, for who makes the folders appear at their paths
 * @param variables of secrets, by their names
 * @param hidden what must not be told to people: values of secrets
 * @param warnings what could not be handed over, for people
 */
public record Equipment(
        Path namespace,
        List<Bind> binds,
        SortedMap<String, String> variables,
        Map<String, String> hidden,
        List<String> warnings) {
    public Equipment {
        binds = List.copyOf(binds);
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
        hidden = Map.copyOf(hidden);
        warnings = List.copyOf(warnings);
    }

    @Override
    public String toString() {
        return "Equipment[%s, %s]".formatted(binds, variables.keySet());
    }
}
