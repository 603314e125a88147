package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.model.Limits;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.Scaling;

/** How much a replica may use, and how much is set aside for it. */
final class Allotment {
    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";

    private Allotment() {}

    /** Empty where nothing is said. */
    static Optional<ResourceRequirements> of(Wanted wanted) {
        Limits limits = wanted.workload().run().limits();
        SetAside requests = wanted.cluster().requests();
        Map<String, Quantity> most = new TreeMap<>();
        limits.cpuMillis().ifPresent(millis -> most.put(CPU, Quantities.millis(millis)));
        limits.memoryBytes().ifPresent(bytes -> most.put(MEMORY, Quantities.bytes(bytes)));
        Map<String, Quantity> aside = new TreeMap<>();
        requests.cpuMillis().ifPresent(millis -> aside.put(CPU, Quantities.millis(millis)));
        requests.memoryBytes().ifPresent(bytes -> aside.put(MEMORY, Quantities.bytes(bytes)));
        wanted.workload().scaling().ifPresent(scaling -> addBase(scaling, most, aside));
        return most.isEmpty() && aside.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceRequirementsBuilder()
                        .withLimits(most.isEmpty() ? null : most)
                        .withRequests(aside.isEmpty() ? null : aside)
                        .build());
    }

    /** A percentage is one of what is set aside, so without that nothing is scaled. */
    private static void addBase(Scaling scaling, Map<String, Quantity> most, Map<String, Quantity> aside) {
        if (isAsked(scaling, CPU) && !most.containsKey(CPU)) {
            aside.putIfAbsent(CPU, Quantities.millis(scaling.base().milliCores()));
        }
        if (isAsked(scaling, MEMORY) && !most.containsKey(MEMORY)) {
            aside.putIfAbsent(MEMORY, Quantities.bytes(scaling.base().memory()));
        }
    }

    private static boolean isAsked(Scaling scaling, String type) {
        return scaling.triggers().stream()
                .anyMatch(trigger ->
                        trigger.type().equals(type) && trigger.metricType() == ScaleTrigger.MetricType.UTILIZATION);
    }
}
