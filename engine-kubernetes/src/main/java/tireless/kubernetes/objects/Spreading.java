package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodAffinityTermBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import tireless.model.cluster.OnCluster.Spread;

/** How the pods of a workload are kept apart. */
final class Spreading {
    private static final String NODE = "kubernetes.io/hostname";

    private Spreading() {}

    static void add(Wanted wanted, PodSpecBuilder pod) {
        LabelSelector selector =
                new LabelSelectorBuilder().withMatchLabels(wanted.selector()).build();
        wanted.cluster().spread().ifPresent(spread -> {
            if (spread.required() && spread.topologyKey().equals(NODE)) {
                pod.withAffinity(new AffinityBuilder()
                        .withNewPodAntiAffinity()
                        .withRequiredDuringSchedulingIgnoredDuringExecution(new PodAffinityTermBuilder()
                                .withLabelSelector(selector)
                                .withTopologyKey(spread.topologyKey())
                                .build())
                        .endPodAntiAffinity()
                        .build());
            } else {
                pod.withTopologySpreadConstraints(constraint(spread, selector).build());
            }
        });
    }

    /** There are fewer zones and regions than replicas: so many are in each, give or take one. */
    private static TopologySpreadConstraintBuilder constraint(Spread spread, LabelSelector selector) {
        return new TopologySpreadConstraintBuilder()
                .withMaxSkew(1)
                .withTopologyKey(spread.topologyKey())
                .withWhenUnsatisfiable(spread.required() ? "DoNotSchedule" : "ScheduleAnyway")
                // A node that takes no pods is no place that lacks one.
                .withNodeTaintsPolicy("Honor")
                .withLabelSelector(selector);
    }
}
