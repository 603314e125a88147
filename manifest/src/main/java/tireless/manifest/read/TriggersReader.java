package tireless.manifest.read;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tireless.manifest.kind.TriggerSection;
import tireless.manifest.yaml.CoreValues;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.manifest.yaml.Sequence;
import tireless.model.Location;

/** Reads {@code triggers}: their shape. What the metadata of a type may hold is checked where triggers are known. */
final class TriggersReader {
    private static final Attribute<Optional<Scalar>> TYPE = Attribute.scalar("type", Form.Text.ANY)
            .required("say what it goes by: `type: redis`")
            .described("what it goes by, as `redis`, `kafka`, `cron`; see the guide to triggers")
            .example("redis");
    private static final Attribute<Optional<Scalar>> NAME = Attribute.scalar("name", Form.Text.ANY)
            .described("what it is called in explanations, and no other of them");
    private static final Attribute<Optional<Mapping>> METADATA = Attribute.of(
                    "metadata", Form.Pairs.ANY, Fields::mapping)
            .required("add `metadata:` with what this type needs")
            .described("what this type needs to know; all values are texts");
    private static final Attribute<Optional<Scalar>> METRIC_TYPE = Attribute.scalar(
                    "metricType", Form.Text.like("AverageValue|Value|Utilization", Form.Plain.NONE))
            .described(
                    "`AverageValue`, per replica; `Value`, of all; `Utilization` in percent of the request, for `cpu`"
                            + " and `memory` alone")
            .byDefault("AverageValue");
    private static final Attribute<Optional<Boolean>> CACHED = Attribute.bool("useCachedMetrics")
            .described("whether a look at the same may be shared with other workers")
            .byDefault(false);
    private static final Attribute<Optional<String>> AUTHENTICATION_NAME = Attribute.text("name")
            .required("name the Secret: `name: my-secret`")
            .described("a Secret of the workspace, whose keys are parameters of the trigger");
    private static final Attribute<Optional<String>> AUTHENTICATION_KIND = Attribute.choice(
                    "kind", List.of("TriggerAuthentication", "ClusterTriggerAuthentication"))
            .described("`ClusterTriggerAuthentication` is an instance-secret")
            .byDefault("TriggerAuthentication");
    private static final Attribute<Optional<Fields>> AUTHENTICATION = Attribute.section(
                    "authenticationRef",
                    Attributes.of("authentication of a trigger", AUTHENTICATION_NAME, AUTHENTICATION_KIND))
            .described("whose secrets complete the metadata");

    static final Attribute<List<Fields>> TRIGGERS = Attribute.sections(
                    "triggers", Attributes.of("trigger", TYPE, NAME, METADATA, METRIC_TYPE, CACHED, AUTHENTICATION))
            .described("what the count of replicas goes by, as in KEDA; the largest demand wins");

    private TriggersReader() {}

    static List<TriggerSection> read(Fields tireless) {
        Map<String, Location> names = new HashMap<>();
        List<TriggerSection> triggers =
                tireless.read(TRIGGERS).stream().map(TriggersReader::trigger).toList();
        tireless.written(TRIGGERS)
                .filter(TriggersReader::isEmpty)
                .ifPresent(entry -> tireless.problems()
                        .warning(
                                "no-trigger",
                                entry.key().at(),
                                "`triggers` is empty, so none of them scales it; KEDA would refuse that",
                                "add one, or remove `triggers`"));
        for (TriggerSection trigger : triggers) {
            trigger.name().ifPresent(name -> refuseTwice(names, name, tireless));
        }
        return triggers;
    }

    private static boolean isEmpty(Entry entry) {
        return switch (entry.value()) {
            case Sequence sequence -> sequence.items().isEmpty();
            case Scalar scalar -> scalar.isNull();
            case Mapping _ -> false;
        };
    }

    private static void refuseTwice(Map<String, Location> names, Scalar name, Fields fields) {
        Location first = names.putIfAbsent(name.text(), name.at());
        if (first != null) {
            fields.problems()
                    .error(
                            "bad-value",
                            name.at(),
                            "another trigger is called %s, in line %d".formatted(name.shown(), first.line()),
                            "give each a name of its own, or none");
        }
    }

    private static TriggerSection trigger(Fields fields) {
        fields.checkRequired();
        TriggerSection trigger = new TriggerSection(
                fields.at(),
                fields.read(TYPE),
                fields.read(NAME),
                fields.read(METADATA).map(found -> metadata(found, fields)).orElse(Map.of()),
                fields.read(METRIC_TYPE).filter(written -> isMetricType(written, fields)),
                fields.read(CACHED),
                fields.read(AUTHENTICATION).flatMap(TriggersReader::authentication));
        fields.refuseOthers();
        return trigger;
    }

    private static Map<String, Scalar> metadata(Mapping mapping, Fields fields) {
        Map<String, Scalar> metadata = new LinkedHashMap<>();
        for (Entry entry : mapping.entries()) {
            fields.asScalar("`" + entry.name() + "`", entry.value())
                    .filter(value -> !value.isOpen())
                    .ifPresent(value -> {
                        checkQuotes(entry.name(), value, fields);
                        metadata.put(entry.name(), value);
                    });
        }
        return metadata;
    }

    /** In KEDA's schema all of it is text, so that Kubernetes refuses anything else. */
    private static void checkQuotes(String name, Scalar value, Fields fields) {
        if (value.style() == Scalar.Style.PLAIN && CoreValues.isNumberOrBoolean(value.text())) {
            fields.problems()
                    .warning(
                            "misspelt",
                            value.at(),
                            "%s without quotes is no text, and KEDA takes text alone in `metadata`"
                                    .formatted(value.shown()),
                            "write `%s: \"%s\"`".formatted(name, value.written()),
                            Corrections.quote(value));
        }
    }

    private static boolean isMetricType(Scalar written, Fields fields) {
        boolean known = List.of("AverageValue", "Value", "Utilization").contains(written.text());
        if (!known) {
            fields.problems()
                    .error(
                            "bad-value",
                            written.at(),
                            "`metricType` can not be %s".formatted(written.shown()),
                            "allowed: AverageValue, Value, and Utilization for cpu and memory");
        }
        return known;
    }

    private static Optional<TriggerSection.Authentication> authentication(Fields fields) {
        fields.checkRequired();
        Optional<String> kind = fields.read(AUTHENTICATION_KIND);
        Optional<String> name = fields.read(AUTHENTICATION_NAME);
        fields.refuseOthers();
        return name.map(found -> new TriggerSection.Authentication(found, kind));
    }
}
