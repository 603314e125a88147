package tireless.kubernetes.objects;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Objects of several workloads as one text, for who applies them by other means. What several share is in it once. */
public final class ExportText {
    private final Map<String, HasMetadata> objects = new LinkedHashMap<>();
    private final Map<String, NeededSecret> left = new TreeMap<>();

    private ExportText() {}

    /** @param secrets whether those of which the values are known are in it */
    public static ExportText of(List<Translated.Objects> workloads, boolean secrets) {
        ExportText text = new ExportText();
        workloads.forEach(workload -> text.add(workload.namespace()));
        workloads.stream()
                .flatMap(workload -> workload.objects().stream())
                .filter(object -> secrets || !isSecret(object))
                .forEach(text::add);
        workloads.stream()
                .flatMap(workload -> workload.secrets().stream())
                .filter(secret -> !text.objects.containsKey(id("Secret", secret.namespace(), secret.name())))
                .forEach(secret -> text.left.put(id("Secret", secret.namespace(), secret.name()), secret));
        return text;
    }

    private void add(HasMetadata object) {
        objects.putIfAbsent(
                id(
                        object.getKind(),
                        object.getMetadata().getNamespace(),
                        object.getMetadata().getName()),
                object);
    }

    private static String id(String kind, String namespace, String name) {
        return String.join("/", kind, String.valueOf(namespace), name);
    }

    private static boolean isSecret(HasMetadata object) {
        return object.getKind().equals("Secret");
    }

    /** YAML documents; before them, how to make the Secrets that are not among them, as comments. */
    public String yaml() {
        return comments() + objects.values().stream().map(Serialization::asYaml).collect(Collectors.joining());
    }

    /** One object of kind List, as JSON, on one line. */
    public String json() {
        return Serialization.asJson(new KubernetesListBuilder()
                        .withItems(List.copyOf(objects.values()))
                        .build())
                + "\n";
    }

    /** How to make the Secrets that are left out, each line a comment of YAML; empty where there are none. */
    public String comments() {
        return left.values().stream()
                .flatMap(secret -> lines(secret).stream())
                .map(line -> "# " + line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> lines(NeededSecret secret) {
        List<String> lines = new ArrayList<>();
        lines.add("The Secret %s of the namespace %s is not here. It has values of %s; make it:"
                .formatted(
                        secret.name(),
                        secret.namespace(),
                        secret.from().stream()
                                .map(name -> "the secret `" + name + "`")
                                .collect(Collectors.joining(" and "))));
        lines.add("  kubectl create secret %s -n %s %s"
                .formatted(
                        secret.use() == NeededSecret.Use.PULL ? "docker-registry" : "generic",
                        secret.namespace(),
                        arguments(secret)));
        return lines;
    }

    private static String arguments(NeededSecret secret) {
        return switch (secret.use()) {
            case PULL -> secret.name() + " --docker-server=SERVER --docker-username=USER --docker-password=PASSWORD";
            case VARIABLES, TRIGGER -> secret.name() + each(secret, " --from-literal=", "=VALUE");
            case FILES -> secret.name() + each(secret, " --from-file=", "=PATH");
        };
    }

    private static String each(NeededSecret secret, String before, String after) {
        return secret.keys().isEmpty()
                ? before + "KEY" + after
                : secret.keys().stream().map(key -> before + key + after).collect(Collectors.joining());
    }
}
