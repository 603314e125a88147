package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;

/** What holds for the pods of every workload: nobody reaches them, and nodes are emptied of them one after the other. */
final class Guards {
    private Guards() {}

    static List<HasMetadata> of(Wanted wanted) {
        return List.of(policy(wanted), budget(wanted));
    }

    /** It allows nothing, also not what goes out: that would take back what another policy of the namespace forbids. */
    private static HasMetadata policy(Wanted wanted) {
        List<String> denied = switch (wanted.workload().run().network()) {
            case HOST, OUTBOUND -> List.of("Ingress");
            case NONE -> List.of("Ingress", "Egress");
        };
        return new NetworkPolicyBuilder()
                .withMetadata(wanted.marks().meta(wanted.key().name()))
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(wanted.selector())
                .endPodSelector()
                .withPolicyTypes(denied)
                .endSpec()
                .build();
    }

    private static HasMetadata budget(Wanted wanted) {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(wanted.marks().meta(wanted.key().name()))
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(wanted.selector())
                .endSelector()
                // One that is broken anyway holds no node up.
                .withUnhealthyPodEvictionPolicy("AlwaysAllow")
                .endSpec()
                .build();
    }
}
