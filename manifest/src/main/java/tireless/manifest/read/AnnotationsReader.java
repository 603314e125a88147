package tireless.manifest.read;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.problem.Nearest;
import tireless.manifest.yaml.Mapping;
import tireless.manifest.yaml.Mapping.Entry;
import tireless.manifest.yaml.Scalar;
import tireless.model.Workload;
import tireless.model.scaling.Overrides;

/** Reads {@code annotations}: what KEDA lets a person say of the count whatever the load is. Those of others are kept to themselves. */
final class AnnotationsReader {
    private static final String KEDA = "autoscaling.keda.sh/";
    private static final String PAUSED = KEDA + "paused";
    private static final String PAUSED_REPLICAS = KEDA + "paused-replicas";
    private static final String PAUSED_SCALE_IN = KEDA + "paused-scale-in";
    private static final String PAUSED_SCALE_OUT = KEDA + "paused-scale-out";
    private static final String FORCE_ACTIVATION = KEDA + "force-activation";
    private static final List<String> KNOWN =
            List.of(PAUSED, PAUSED_REPLICAS, PAUSED_SCALE_IN, PAUSED_SCALE_OUT, FORCE_ACTIVATION);

    static final Attribute<Optional<Mapping>> ANNOTATIONS = Attribute.of("annotations", Form.Pairs.ANY, Fields::mapping)
            .described("what holds whatever the load is, by the annotations of KEDA: `autoscaling.keda.sh/paused`,"
                    + " `…/paused-replicas`, `…/paused-scale-in`, `…/paused-scale-out`, `…/force-activation`");

    private final Fields fields;
    private final Map<String, Scalar> written = new HashMap<>();

    private AnnotationsReader(Fields fields, Mapping annotations) {
        this.fields = fields;
        for (Entry entry : annotations.entries()) {
            warnOfUnknown(entry);
            fields.asScalar("`" + entry.name() + "`", entry.value())
                    .filter(value -> !value.isOpen())
                    .ifPresent(value -> written.put(entry.name(), value));
        }
    }

    static Overrides read(Fields tireless) {
        return tireless.read(ANNOTATIONS)
                .map(annotations -> new AnnotationsReader(tireless, annotations).overrides())
                .orElse(Overrides.NONE);
    }

    private Overrides overrides() {
        return new Overrides(
                flag(PAUSED),
                count(PAUSED_REPLICAS),
                flag(PAUSED_SCALE_IN),
                flag(PAUSED_SCALE_OUT),
                flag(FORCE_ACTIVATION));
    }

    private void warnOfUnknown(Entry entry) {
        if (entry.name().startsWith(KEDA) && !KNOWN.contains(entry.name())) {
            fields.problems()
                    .warning(
                            "unknown-attribute",
                            entry.key().at(),
                            "unknown annotation %s; it is ignored"
                                    .formatted(entry.key().shown()),
                            Nearest.hint(entry.name(), KNOWN));
        }
    }

    private Optional<Scalar> value(String name) {
        return Optional.ofNullable(written.get(name));
    }

    private boolean flag(String name) {
        return value(name)
                .map(value -> switch (value.text().toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> {
                        refuse(name, value, "write \"true\" or \"false\"");
                        yield false;
                    }
                })
                .orElse(false);
    }

    private OptionalInt count(String name) {
        Optional<Scalar> value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.get().text().matches("\\d{1,9}")
                && Integer.parseInt(value.get().text()) <= Workload.MOST_REPLICAS) {
            return OptionalInt.of(Integer.parseInt(value.get().text()));
        }
        refuse(name, value.get(), "write a whole number from 0 to %,d in quotes".formatted(Workload.MOST_REPLICAS));
        return OptionalInt.empty();
    }

    private void refuse(String name, Scalar value, String hint) {
        fields.problems().error("bad-value", value.at(), "`%s` can not be %s".formatted(name, value.shown()), hint);
    }
}
