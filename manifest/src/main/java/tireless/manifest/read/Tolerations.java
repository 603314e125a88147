package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import tireless.manifest.problem.Problems;
import tireless.manifest.value.KubernetesNames;
import tireless.model.cluster.ClusterCompute.Toleration;

/** Reads which taints of nodes are put up with, and checks them as Kubernetes does. */
final class Tolerations {
    private static final String CODE = "bad-toleration";
    private static final int LONGEST_KEY = 253;
    private static final int LONGEST_VALUE = 63;
    private static final String EXISTS = "Exists";

    private static final Attribute<Optional<String>> KEY =
            limited("key", LONGEST_KEY).described("the key of the taint");
    private static final Attribute<Optional<String>> OPERATOR =
            Attribute.choice("operator", List.of("Equal", EXISTS)).described("whether the value counts too");
    private static final Attribute<Optional<String>> VALUE =
            limited("value", LONGEST_VALUE).described("the value of the taint");
    private static final Attribute<Optional<String>> EFFECT = Attribute.choice(
                    "effect", List.of("NoSchedule", "PreferNoSchedule", "NoExecute"))
            .described("which effect of the taint is tolerated");
    private static final Attributes ATTRIBUTES = Attributes.of("toleration", KEY, OPERATOR, VALUE, EFFECT);

    private Tolerations() {}

    static Attribute<List<Fields>> attribute(String name) {
        return Attribute.sections(name, ATTRIBUTES);
    }

    static Toleration read(Fields fields) {
        Toleration toleration =
                new Toleration(fields.read(KEY), fields.read(OPERATOR), fields.read(VALUE), fields.read(EFFECT));
        fields.refuseOthers();
        return toleration;
    }

    /** Reports what the API server would refuse. */
    static void check(Toleration toleration, Fields fields) {
        Problems problems = fields.problems();
        boolean exists = toleration.operator().filter(EXISTS::equals).isPresent();
        String key = toleration.key().orElse("");
        String value = toleration.value().orElse("");
        if (key.isEmpty() && !exists) {
            problems.error(
                    CODE,
                    fields.at(),
                    "a toleration without `key` puts up with every taint, so its `operator` must be `Exists`",
                    "add `key:`, or `operator: Exists`");
        } else if (!key.isEmpty()) {
            KubernetesNames.flawOfKey(key)
                    .ifPresent(flaw -> problems.error(
                            CODE, fields.valueAt(KEY), "`%s` %s".formatted(key, flaw), "write it as the taint has it"));
        }
        if (exists && !value.isEmpty()) {
            problems.error(
                    CODE,
                    fields.valueAt(VALUE),
                    "with `operator: Exists` every value is meant, so there can be no `value`",
                    "remove it, or write `operator: Equal`");
        } else {
            KubernetesNames.flawOfValue(value)
                    .ifPresent(flaw -> problems.error(
                            CODE,
                            fields.valueAt(VALUE),
                            "`%s` %s".formatted(value, flaw),
                            "write it as the taint has it"));
        }
    }

    private static Attribute<Optional<String>> limited(String name, int longest) {
        return Attribute.of(
                name,
                Form.Text.like("[\\s\\S]{0,%d}".formatted(longest), Form.Plain.ANY),
                (fields, named) -> limited(fields, named, longest));
    }

    private static Optional<String> limited(Fields fields, String name, int longest) {
        Optional<String> text = fields.text(name);
        if (text.isPresent() && text.get().length() > longest) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.valueAt(name),
                            "`%s` has %d characters; %d are allowed"
                                    .formatted(name, text.get().length(), longest),
                            "shorten it, as Kubernetes asks for");
        }
        return text;
    }
}
