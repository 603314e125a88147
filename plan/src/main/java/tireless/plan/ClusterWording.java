package tireless.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tireless.model.CountOwner;
import tireless.model.Leftovers;
import tireless.model.Revision;
import tireless.model.Workload;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.Toleration;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;

/** What a workload asks for on a cluster, field by field as people read it; nothing where it runs on this machine. */
final class ClusterWording {
    private ClusterWording() {}

    static SortedMap<String, String> of(Workload workload) {
        SortedMap<String, String> fields = new TreeMap<>();
        workload.cluster().ifPresent(cluster -> {
            cluster(cluster, fields);
            fields.put("count", owner(CountOwner.of(workload)));
        });
        return fields;
    }

    /** Who sets the count, as people call it. */
    static String owner(CountOwner owner) {
        return switch (owner) {
            case MANIFEST -> "manifest";
            case TIRELESS -> "tireless";
            case HPA -> "HPA";
            case KEDA -> "KEDA";
        };
    }

    /** What may be left of a revision where it was, and how it is deleted there. */
    static String left(Revision there) {
        return there.workload()
                .cluster()
                .map(cluster -> """
                            nobody asks %s: what it has of it stays, runs on when it works again, and is not this server's any more; to delete it there:
                            %s
                        %s""".formatted(
                                "compute `%s`".formatted(cluster.compute().name()),
                                Leftovers.deletion(there, cluster),
                                cluster.objects().isEmpty()
                                        ? ""
                                        : "    and, by the same label, what its stack made of other kinds\n"))
                .orElse("");
    }

    private static void condition(String name, Optional<String> condition, SortedMap<String, String> fields) {
        condition.ifPresent(written -> fields.put(name, Wording.text(written)));
    }

    private static void cluster(OnCluster cluster, SortedMap<String, String> fields) {
        if (cluster
                instanceof
                OnCluster(
                        var compute,
                        var management,
                        SetAside(var memory, var cpu),
                        var spread,
                        var containers,
                        var objects)) {
            compute(compute, fields);
            fields.put("podManagement", word(management));
            Wording.bytes(memory).ifPresent(amount -> fields.put("requests.memory", amount));
            Wording.millis(cpu).ifPresent(amount -> fields.put("requests.cpu", amount));
            spread.ifPresent(apart -> fields.put("spread", spread(apart)));
            containers.ifPresent(yaml -> fields.put("containers", Wording.text(yaml)));
            for (int i = 0; i < objects.size(); i++) {
                fields.put("objects[" + i + "]", Wording.text(objects.get(i).yaml()));
                condition("successCondition", objects.get(i).success(), fields);
                condition("failureCondition", objects.get(i).failure(), fields);
            }
        }
    }

    private static String spread(Spread spread) {
        return Wording.word(spread.topologyKey()) + (spread.required() ? " (required)" : " (preferred)");
    }

    private static void compute(ClusterCompute compute, SortedMap<String, String> fields) {
        if (compute
                instanceof
                ClusterCompute(
                        String name,
                        var access,
                        String prefix,
                        var nodeSelector,
                        var tolerations,
                        ClusterCompute.PodPolicy(var serviceAccount, var security, var relay),
                        boolean observeOnly)) {
            fields.put("compute", Wording.word(name));
            access(access, fields);
            if (!prefix.isEmpty()) {
                fields.put("namespacePrefix", Wording.word(prefix));
            }
            nodeSelector.forEach(
                    (label, value) -> fields.put("nodeSelector." + Wording.word(label), Wording.word(value)));
            tolerations(tolerations, fields);
            serviceAccount.ifPresent(account -> fields.put("serviceAccount", Wording.word(account)));
            fields.put("podSecurity", word(security));
            relay.ifPresent(image -> fields.put("relay", Wording.word(image)));
            fields.put("observeOnly", Boolean.toString(observeOnly));
        }
    }

    private static void access(Access access, SortedMap<String, String> fields) {
        switch (access) {
            case Access.Kubeconfig(var kubeconfig, var context) -> {
                fields.put(
                        "kubeconfig",
                        kubeconfig.map(path -> Wording.word(path.toString())).orElse("(as kubectl)"));
                context.ifPresent(name -> fields.put("context", Wording.word(name)));
            }
            case Access.InCluster() -> fields.put("inCluster", Boolean.toString(true));
        }
    }

    private static void tolerations(List<Toleration> tolerations, SortedMap<String, String> fields) {
        for (int i = 0; i < tolerations.size(); i++) {
            String path = "tolerations[" + i + "].";
            if (tolerations.get(i) instanceof Toleration(var key, var operator, var value, var effect)) {
                put(path + "key", key, fields);
                put(path + "operator", operator, fields);
                put(path + "value", value, fields);
                put(path + "effect", effect, fields);
            }
        }
    }

    private static void put(String path, Optional<String> value, SortedMap<String, String> fields) {
        value.ifPresent(text -> fields.put(path, Wording.word(text)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
