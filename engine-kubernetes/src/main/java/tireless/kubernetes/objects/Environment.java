package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvFromSourceBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.kubernetes.relay.RelayContainer;
import tireless.model.PlatformPaths;
import tireless.throughput.SignalVariables;

/** The variables of a replica: those that it has on the machine, in the order of their names. */
final class Environment {
    /** What a replica shall show its metrics at, whoever reads them. */
    private static final Set<String> PORTS = Set.of(SignalVariables.METRICS_PORT, RelayContainer.METRIC_PORT_VARIABLE);

    private static final String ORDINAL = "metadata.labels['apps.kubernetes.io/pod-index']";

    private Environment() {}

    static List<EnvVar> of(Wanted wanted) {
        SortedMap<String, String> values = new TreeMap<>();
        RelayContainer.of(wanted.workload().run()).variables().forEach((name, value) -> {
            if (PORTS.contains(name)) {
                values.put(name, value);
            }
        });
        values.putAll(wanted.workload().run().environment());
        values.putAll(Map.of(
                "DATAOS_CONFIG_DIR", PlatformPaths.CONFIG,
                "DATAOS_SECRET_DIR", PlatformPaths.SECRET,
                "DATAOS_TEMP_DIR", PlatformPaths.TEMP,
                "DATAOS_UID", wanted.origin().uid().value()));
        if (wanted.cluster().compute().relay().isPresent()) {
            wanted.workload()
                    .stall()
                    .watchdog()
                    .ifPresent(
                            interval -> values.putIfAbsent("WATCHDOG_USEC", Long.toString(interval.toNanos() / 1000)));
        }
        List<EnvVar> variables = new ArrayList<>();
        values.forEach((name, value) -> variables.add(new EnvVar(name, Literal.of(value), null)));
        if (wanted.ordered()) {
            // Pods of a Deployment have no numbers.
            variables.removeIf(variable -> variable.getName().equals("DATAOS_REPLICA"));
            variables.add(new EnvVarBuilder()
                    .withName("DATAOS_REPLICA")
                    .withNewValueFrom()
                    .withNewFieldRef("v1", ORDINAL)
                    .endValueFrom()
                    .build());
        }
        variables.sort(Comparator.comparing(EnvVar::getName));
        return variables;
    }

    /** The variables that are values of secrets; others of the same names win over them. */
    static List<EnvFromSource> ofSecrets(Wanted wanted) {
        return ObjectNames.variables(wanted)
                .map(name -> new EnvFromSourceBuilder()
                        .withNewSecretRef()
                        .withName(name)
                        .endSecretRef()
                        .build())
                .stream()
                .toList();
    }
}
