package tireless.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import tireless.api.ResourceView;
import tireless.client.ApiClient;
import tireless.client.Filter;
import tireless.kubernetes.engine.Clients;
import tireless.model.ResourceType;
import tireless.model.TirelessException;
import tireless.model.cluster.Access;

/** Whether the clusters that are declared can be reached from here. */
final class ClusterChecks {
    private static final String SECTION = "compute.kubernetes.";

    private ClusterChecks() {}

    /** None where no server answers: that is said by another check. */
    static List<Finding> all(ApiClient server) {
        try {
            Filter computes = new Filter(
                    Optional.of(ResourceType.COMPUTE.keyword()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
            List<Finding> findings = new ArrayList<>();
            for (ResourceView compute : server.resources(computes)) {
                access(server.describe(compute.resource(), 0).fields())
                        .map(access -> of(compute.resource().name(), access, Clients::trouble))
                        .ifPresent(findings::add);
            }
            return findings;
        } catch (TirelessException unreachable) {
            return List.of();
        }
    }

    /** How a Compute is reached, by its fields; empty where it is no cluster. */
    static Optional<Access> access(SortedMap<String, String> fields) {
        if (fields.containsKey(SECTION + "inCluster")) {
            return Optional.of(new Access.InCluster());
        }
        Optional<Path> kubeconfig =
                Optional.ofNullable(fields.get(SECTION + "kubeconfig")).map(Path::of);
        Optional<String> context = Optional.ofNullable(fields.get(SECTION + "context"));
        return kubeconfig.isEmpty() && context.isEmpty()
                ? Optional.empty()
                : Optional.of(new Access.Kubeconfig(kubeconfig, context));
    }

    /** @param trouble what is in the way; empty where nothing is */
    static Finding of(String compute, Access access, Function<Access, Optional<String>> trouble) {
        String what = "compute " + compute;
        return trouble.apply(access)
                .map(
                        why -> Finding.warning(
                                what,
                                why,
                                "its workers wait, and all else goes on; see that the server has the same kubeconfig as this command"))
                .orElseGet(() -> Finding.ok(what, "its API server answers"));
    }
}
