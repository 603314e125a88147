package tireless.store.text;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tireless.json.Form;
import tireless.model.cluster.Access;
import tireless.model.cluster.ClusterCompute;
import tireless.model.cluster.ClusterCompute.PodSecurity;
import tireless.model.cluster.ClusterCompute.Toleration;
import tireless.model.cluster.OnCluster;
import tireless.model.cluster.OnCluster.PodManagement;
import tireless.model.cluster.OnCluster.SetAside;
import tireless.model.cluster.OnCluster.Spread;
import tireless.model.cluster.StackObject;

/** The stored form of what a workload asks for on a cluster, in the form of that workload; absent where it runs on this machine. */
final class ClusterText {
    private static final String NAME = "cluster";

    private ClusterText() {}

    static void write(Optional<OnCluster> cluster, Form workload) {
        cluster.ifPresent(there -> workload.with(NAME, form(there)));
    }

    static Optional<OnCluster> read(Form workload) {
        return workload.has(NAME) ? Optional.of(cluster(workload.form(NAME))) : Optional.empty();
    }

    private static Form form(OnCluster cluster) {
        Form form = Form.empty();
        if (cluster
                instanceof
                OnCluster(
                        var compute,
                        var management,
                        SetAside(var memory, var cpu),
                        var spread,
                        var containers,
                        var objects)) {
            form.with("compute", form(compute))
                    .with("podManagement", word(management))
                    .with("requests", Form.empty().with("memoryBytes", memory).with("cpuMillis", cpu));
            spread.ifPresent(apart -> form.with(
                    "spread",
                    Form.empty().with("topologyKey", apart.topologyKey()).with("required", apart.required())));
            form.withText("containers", containers)
                    .with("objects", objects.stream().map(StackObject::yaml).toList());
            if (objects.stream().anyMatch(ClusterText::isJudged)) {
                form.withEach("conditions", objects, ClusterText::conditions);
            }
        }
        return form;
    }

    private static OnCluster cluster(Form form) {
        Form requests = form.form("requests");
        return new OnCluster(
                compute(form.form("compute")),
                PodManagement.valueOf(constant(form.text("podManagement"))),
                new SetAside(requests.optionalNumber("memoryBytes"), requests.optionalNumber("cpuMillis")),
                form.has("spread") ? Optional.of(spread(form.form("spread"))) : Optional.empty(),
                form.optionalText("containers"),
                objects(form));
    }

    private static boolean isJudged(StackObject object) {
        return object.success().isPresent() || object.failure().isPresent();
    }

    private static Form conditions(StackObject object) {
        return Form.empty().withText("success", object.success()).withText("failure", object.failure());
    }

    /** A store of before knows no conditions. */
    private static List<StackObject> objects(Form form) {
        List<String> texts = form.texts("objects");
        if (!form.has("conditions")) {
            return texts.stream().map(StackObject::new).toList();
        }
        List<Form> conditions = form.each("conditions", one -> one);
        return IntStream.range(0, texts.size())
                .mapToObj(i -> new StackObject(
                        texts.get(i),
                        conditions.get(i).optionalText("success"),
                        conditions.get(i).optionalText("failure")))
                .toList();
    }

    private static Spread spread(Form form) {
        return new Spread(form.text("topologyKey"), form.flag("required"));
    }

    private static Form form(ClusterCompute compute) {
        Form form = Form.empty();
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
            form.with("name", name)
                    .with("access", form(access))
                    .with("namespacePrefix", prefix)
                    .with("nodeSelector", nodeSelector)
                    .withEach("tolerations", tolerations, ClusterText::form)
                    .withText("serviceAccount", serviceAccount)
                    .with("podSecurity", word(security))
                    .withText("relay", relay)
                    .with("observeOnly", observeOnly);
        }
        return form;
    }

    private static ClusterCompute compute(Form form) {
        return new ClusterCompute(
                form.text("name"),
                access(form.form("access")),
                form.text("namespacePrefix"),
                form.textsByName("nodeSelector"),
                form.each("tolerations", ClusterText::toleration),
                new ClusterCompute.PodPolicy(
                        form.optionalText("serviceAccount"),
                        PodSecurity.valueOf(constant(form.text("podSecurity"))),
                        form.optionalText("relay")),
                form.flag("observeOnly"));
    }

    private static Form form(Access access) {
        return switch (access) {
            case Access.Kubeconfig(var kubeconfig, var context) ->
                Form.empty()
                        .withText("kubeconfig", kubeconfig.map(Path::toString))
                        .withText("context", context);
            case Access.InCluster() -> Form.empty().with("inCluster", true);
        };
    }

    private static Access access(Form form) {
        return form.optionalFlag("inCluster")
                ? new Access.InCluster()
                : new Access.Kubeconfig(form.optionalText("kubeconfig").map(Path::of), form.optionalText("context"));
    }

    private static Form form(Toleration toleration) {
        Form form = Form.empty();
        if (toleration instanceof Toleration(var key, var operator, var value, var effect)) {
            form.withText("key", key)
                    .withText("operator", operator)
                    .withText("value", value)
                    .withText("effect", effect);
        }
        return form;
    }

    private static Toleration toleration(Form form) {
        return new Toleration(
                form.optionalText("key"),
                form.optionalText("operator"),
                form.optionalText("value"),
                form.optionalText("effect"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
