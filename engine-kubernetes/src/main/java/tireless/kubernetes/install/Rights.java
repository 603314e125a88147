package tireless.kubernetes.install;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;

/**
 * What Tireless does on a cluster, and so what it must be allowed to: no more. Workspaces are namespaces that it makes, so these are rights
 * in all of them. Kinds that a stack's own {@code resourceTemplate} makes are not among them: who has such a stack adds theirs.
 */
public final class Rights {
    private static final List<String> KEPT = List.of("create", "delete", "get", "list", "patch", "watch");
    private static final List<String> SEEN = List.of("list", "watch");

    private Rights() {}

    /** As rules of a ClusterRole. */
    public static List<PolicyRule> rules() {
        return List.of(
                rule("", List.of("namespaces"), List.of("create", "get", "patch")),
                rule("", List.of("configmaps", "secrets"), KEPT),
                // What a volume holds outlives its workers: a claim is never deleted.
                rule(
                        "",
                        List.of("persistentvolumeclaims"),
                        KEPT.stream().filter(verb -> !verb.equals("delete")).toList()),
                rule("", List.of("pods"), List.of("delete", "get", "list", "patch", "watch")),
                rule("", List.of("pods/log"), List.of("get")),
                rule("", List.of("events"), SEEN),
                rule("apps", List.of("deployments", "statefulsets"), KEPT),
                rule("networking.k8s.io", List.of("networkpolicies"), KEPT),
                rule("policy", List.of("poddisruptionbudgets"), KEPT),
                rule("autoscaling", List.of("horizontalpodautoscalers"), KEPT),
                rule(
                        "keda.sh",
                        List.of("scaledobjects", "triggerauthentications"),
                        KEPT.stream().filter(verb -> !SEEN.contains(verb)).toList()));
    }

    private static PolicyRule rule(String group, List<String> resources, List<String> verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }
}
