package tireless.manifest.read;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tireless.manifest.value.KubernetesNames;
import tireless.manifest.yaml.Scalar;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.PodSecurity;

/** Reads which cluster a Compute is, and how pods run there. */
final class KubernetesReader {
    private static final String ACCESS_CODE = "cluster-access";
    private static final String NOT_BLANK = "[^\\u0000]*\\S[^\\u0000]*";
    private static final String NAME = "kubernetes";

    private static final Attribute<Optional<String>> CONTEXT = Attribute.parsed(
                    "context",
                    Form.Text.like(NOT_BLANK, Form.Plain.ANY),
                    (written, fields) ->
                            checked(written, "context", NOT_BLANK, "name a context of the kubeconfig", fields))
            .described("the context of the kubeconfig; without it, the current one")
            .example("prod");
    private static final Attribute<Optional<String>> KUBECONFIG = Attribute.parsed(
                    "kubeconfig",
                    Form.Text.like("(?!~)" + NOT_BLANK, Form.Plain.ANY),
                    (written, fields) -> checked(
                            written,
                            "kubeconfig",
                            "(?!~)" + NOT_BLANK,
                            "write a path from the folder of the manifest on, or an absolute one; no shell reads it, so the home folder is `$HOME`",
                            fields))
            .described("the path of a kubeconfig, from the manifest's folder on; without it, as kubectl finds it")
            .example("prod.kubeconfig");
    private static final Attribute<Optional<Boolean>> IN_CLUSTER = Attribute.bool("inCluster")
            .described("whether it is the cluster that the server itself is a pod of")
            .example(true);
    private static final Attribute<Optional<String>> NAMESPACE_PREFIX = Attribute.parsed(
                    "namespacePrefix",
                    Form.Text.like(KubernetesNames.PREFIX_PATTERN, Form.Plain.WORDS),
                    (written, fields) -> checked(
                            written,
                            "namespacePrefix",
                            KubernetesNames.PREFIX_PATTERN,
                            "use at most 62 small letters, digits and `-`, the first one no `-`",
                            fields))
            .described("stands before the name of a workspace in that of its namespace")
            .example("team-");
    private static final Attribute<Map<String, String>> NODE_SELECTOR =
            Attribute.pairs("nodeSelector").described("the labels of the nodes that pods run on");
    private static final Attribute<List<Fields>> TOLERATIONS = Tolerations.attribute("tolerations")
            .described("the taints of nodes that pods put up with, as in Kubernetes");
    private static final Attribute<Optional<String>> SERVICE_ACCOUNT = Attribute.parsed(
                    "serviceAccount",
                    Form.Text.like(KubernetesNames.SUBDOMAIN_PATTERN, Form.Plain.WORDS),
                    (written, fields) -> checked(
                            written,
                            "serviceAccount",
                            KubernetesNames.SUBDOMAIN_PATTERN,
                            "name a ServiceAccount that there is in each namespace",
                            fields))
            .described("the ServiceAccount that pods run as; without it, one without rights")
            .example("worker");
    private static final Attribute<Optional<String>> POD_SECURITY = Attribute.choice(
                    "podSecurity", List.of("baseline", "restricted"))
            .described("which of Kubernetes' Pod Security Standards pods keep to")
            .byDefault("baseline");
    private static final Attribute<Optional<String>> RELAY = Attribute.text("relay")
            .described(
                    "the image of Tireless, of which a container beside each worker hears what it reports; without it, throughput and backlog are unknown there")
            .example("registry.example.com/tireless:0.1.0");
    private static final Attribute<Optional<Boolean>> OBSERVE_ONLY = Attribute.bool("observeOnly")
            .described("`true`: nothing is written to the cluster; what differs is shown")
            .byDefault(false);

    private static final Attributes ATTRIBUTES = Attributes.of(
                    NAME,
                    CONTEXT,
                    KUBECONFIG,
                    IN_CLUSTER,
                    NAMESPACE_PREFIX,
                    NODE_SELECTOR,
                    TOLERATIONS,
                    SERVICE_ACCOUNT,
                    POD_SECURITY,
                    RELAY,
                    OBSERVE_ONLY)
            .rule(new Rule.OneHasValue(List.of(CONTEXT.name(), KUBECONFIG.name(), IN_CLUSTER.name())));

    static final Attribute<Optional<Fields>> KUBERNETES = Attribute.section(NAME, ATTRIBUTES)
            .described("the Kubernetes cluster that it is; without it, it is this machine");

    private KubernetesReader() {}

    /**
     * The cluster; empty where what is wrong, which is reported, leaves none.
     *
     * @param name of the Compute
     * @param folder where a relative path begins
     * @param pool the nodes as DataOS has them, which hold where the section has none of its own
     */
    static Optional<ClusterCompute> read(Fields fields, String name, Path folder, NodePool pool) {
        Optional<Access> access = access(fields, folder);
        String prefix = fields.read(NAMESPACE_PREFIX).orElse("");
        NodePool own = NodePool.read(fields, NODE_SELECTOR, TOLERATIONS);
        Optional<String> account = fields.read(SERVICE_ACCOUNT);
        PodSecurity security = fields.read(POD_SECURITY)
                .map(written -> PodSecurity.valueOf(written.toUpperCase(Locale.ROOT)))
                .orElse(PodSecurity.BASELINE);
        Optional<String> relay = fields.read(RELAY);
        boolean observeOnly = fields.read(OBSERVE_ONLY).orElse(false);
        fields.refuseOthers();
        NodePool nodes = own.orElse(pool);
        nodes.check(fields.problems());
        return access.map(way -> new ClusterCompute(
                name,
                way,
                prefix,
                new TreeMap<>(nodes.nodeSelector()),
                nodes.tolerations(),
                new ClusterCompute.PodPolicy(account, security, relay),
                observeOnly));
    }

    private static Optional<Access> access(Fields fields, Path folder) {
        Optional<String> context = fields.read(CONTEXT);
        Optional<String> written = fields.read(KUBECONFIG);
        Optional<Boolean> inCluster = fields.read(IN_CLUSTER);
        boolean byConfig = fields.hasValue(CONTEXT) || fields.hasValue(KUBECONFIG);
        if (!byConfig && !fields.hasValue(IN_CLUSTER)) {
            fields.problems()
                    .error(
                            "missing-attribute",
                            fields.at(),
                            "`%s` does not say which cluster it is".formatted(NAME),
                            "add `context:`, `kubeconfig:` or `inCluster: true`");
            return Optional.empty();
        }
        if (inCluster.orElse(false)) {
            if (byConfig) {
                fields.problems()
                        .error(
                                ACCESS_CODE,
                                fields.at(IN_CLUSTER),
                                "the cluster is reached either as a pod of it, or by a kubeconfig",
                                "remove `inCluster`, or `context` and `kubeconfig`");
            }
            return Optional.of(new Access.InCluster());
        }
        if (!byConfig && inCluster.isPresent()) {
            fields.problems()
                    .error(
                            ACCESS_CODE,
                            fields.at(IN_CLUSTER),
                            "with `inCluster: false` nothing says which cluster it is",
                            "add `context:` or `kubeconfig:`");
            return Optional.empty();
        }
        Optional<Path> kubeconfig = written.flatMap(path -> absolute(path, folder, fields));
        return context.isPresent() || kubeconfig.isPresent()
                ? Optional.of(new Access.Kubeconfig(kubeconfig, context))
                : Optional.empty();
    }

    private static Optional<Path> absolute(String written, Path folder, Fields fields) {
        try {
            return Optional.of(folder.resolve(written).toAbsolutePath().normalize());
        } catch (InvalidPathException _) {
            fields.problems().error(ACCESS_CODE, fields.valueAt(KUBECONFIG), "`kubeconfig` is no path", "name a file");
            return Optional.empty();
        }
    }

    private static Optional<String> checked(Scalar written, String name, String pattern, String hint, Fields fields) {
        if (written.text().matches(pattern)) {
            return Optional.of(written.text());
        }
        fields.problems().error("bad-value", written.at(), "`%s` can not be %s".formatted(name, written.shown()), hint);
        return Optional.empty();
    }
}
