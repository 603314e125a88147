package tireless.manifest.read;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.AutoscaleSection;
import tireless.manifest.kind.AutoscaleSection.BehaviorSection;
import tireless.manifest.kind.AutoscaleSection.Counts;
import tireless.manifest.kind.AutoscaleSection.Drain;
import tireless.manifest.kind.AutoscaleSection.FallbackSection;
import tireless.manifest.kind.AutoscaleSection.Seconds;
import tireless.manifest.yaml.Node;
import tireless.manifest.yaml.Scalar;
import tireless.model.Workload;

/** Reads what the section {@code tireless} says of scaling. */
final class AutoscaleReader {
    private static final Attribute<OptionalInt> TARGET_SECONDS = Attribute.wholeNumber("targetSeconds", 1)
            .described("the time in which what waits should be worked off: as many replicas as that takes");
    private static final Attribute<Optional<Scalar>> BACKLOG = Attribute.scalar("backlog", Form.Text.ANY)
            .described("the `name` of the trigger that says how much waits; without it, the replicas say it")
            .example("queue");
    private static final Attribute<Optional<Duration>> TIMEOUT = TirelessReader.duration("timeout")
            .described(
                    "the longest that a replica may take to finish what it has begun, when it is paused or scaled in")
            .byDefault("5m");
    private static final Attribute<Optional<Fields>> DRAIN = Attribute.section(
                    "drain", Attributes.of("drain", TARGET_SECONDS, BACKLOG, TIMEOUT))
            .described("how what waits is worked off, and a replica is emptied");
    private static final Attribute<OptionalInt> POLLING = Attribute.wholeNumber("pollingInterval", 1)
            .described("seconds between two looks at the triggers")
            .byDefault(2);
    private static final Attribute<OptionalInt> COOLDOWN = Attribute.wholeNumber("cooldownPeriod", 0)
            .described("seconds without work before it scales to none, or to `idleReplicaCount`")
            .byDefault(300);
    private static final Attribute<OptionalInt> INITIAL_COOLDOWN = Attribute.wholeNumber("initialCooldownPeriod", 0)
            .described("the same from the creation of the worker on")
            .byDefault(0);
    private static final Attribute<OptionalInt> IDLE = Attribute.wholeNumber(
                    "idleReplicaCount", 0, Workload.MOST_REPLICAS)
            .described("the replicas while there is no work, fewer than `minReplicaCount`");
    private static final Attribute<OptionalInt> LEAST = Attribute.wholeNumber(
                    "minReplicaCount", 0, Workload.MOST_REPLICAS)
            .described("the fewest replicas: 0 with triggers, else 1");
    private static final Attribute<OptionalInt> MOST = Attribute.wholeNumber(
                    "maxReplicaCount", 1, Workload.MOST_REPLICAS)
            .described("the most replicas")
            .byDefault(100);
    private static final Attribute<OptionalInt> FAILURES = Attribute.wholeNumber("failureThreshold", 1)
            .required("say after how many failed looks: `failureThreshold: 3`")
            .described("how many looks in a row must have failed");
    private static final Attribute<OptionalInt> REPLICAS = Attribute.wholeNumber("replicas", 0, Workload.MOST_REPLICAS)
            .required("say how many replicas there shall be then: `replicas: 2`")
            .described("the replicas then");
    private static final Attribute<Optional<String>> KIND = Attribute.choice(
                    "behavior",
                    List.of("static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower"))
            .described("whether `replicas` holds, or the count as it is")
            .byDefault("static");
    private static final Attribute<Optional<Fields>> FALLBACK = Attribute.section(
                    "fallback", Attributes.of("fallback", FAILURES, REPLICAS, KIND))
            .described("the replicas while a trigger can not be read; without it, the count as it is");
    private static final Attribute<Optional<Node>> RESTORE = Attribute.ignored("restoreToOriginalReplicaCount")
            .described("nothing: a worker that is no longer scaled has the `replicas` of its manifest");
    private static final Attribute<Optional<Node>> MODIFIERS = Attribute.refused("scalingModifiers")
            .described("refused: formulas of several triggers are not understood; the largest demand wins");
    private static final Attribute<Optional<Node>> HPA_NAME =
            Attribute.ignored("name").described("nothing: there is no HPA on this machine");
    private static final Attribute<Optional<Fields>> HPA = Attribute.section(
                    "horizontalPodAutoscalerConfig",
                    Attributes.of("autoscaler of Kubernetes", BehaviorReader.BEHAVIOR, HPA_NAME))
            .described("`behavior`, where KEDA has it");
    private static final Attribute<Optional<Fields>> ADVANCED = Attribute.section(
                    "advanced", Attributes.of("advanced scaling", HPA, RESTORE, MODIFIERS))
            .described("where KEDA has `behavior`");

    private static final Attribute<Optional<Node>> TARGET =
            Attribute.ignored("scaleTargetRef").described("nothing: what is scaled is the worker itself");

    /** All of them, for what scales. */
    static final Attribute<?>[] ATTRIBUTES = {
        DRAIN,
        TriggersReader.TRIGGERS,
        POLLING,
        COOLDOWN,
        INITIAL_COOLDOWN,
        IDLE,
        LEAST,
        MOST,
        FALLBACK,
        BehaviorReader.BEHAVIOR,
        ADVANCED,
        AnnotationsReader.ANNOTATIONS,
        TARGET
    };

    /** The same, for what is not scaled in this build. */
    static final List<Attribute<Optional<Node>>> KEPT = Arrays.stream(ATTRIBUTES)
            .map(attribute -> Attribute.anything(attribute.name())
                    .described(attribute.description() + "; not acted on in this build"))
            .toList();

    private AutoscaleReader() {}

    static AutoscaleSection read(Fields tireless) {
        BehaviorSection behavior =
                tireless.read(BehaviorReader.BEHAVIOR).map(BehaviorReader::read).orElse(BehaviorSection.NONE);
        BehaviorSection inAdvanced =
                tireless.read(ADVANCED).map(AutoscaleReader::advanced).orElse(BehaviorSection.NONE);
        AutoscaleSection section = new AutoscaleSection(
                tireless.read(DRAIN).map(AutoscaleReader::drain),
                TriggersReader.read(tireless),
                new Counts(tireless.read(LEAST), tireless.read(MOST), tireless.read(IDLE)),
                new Seconds(tireless.read(POLLING), tireless.read(COOLDOWN), tireless.read(INITIAL_COOLDOWN)),
                tireless.read(FALLBACK).map(AutoscaleReader::fallback),
                behavior.equals(BehaviorSection.NONE) ? inAdvanced : behavior,
                AnnotationsReader.read(tireless));
        if (!behavior.equals(BehaviorSection.NONE) && !inAdvanced.equals(BehaviorSection.NONE)) {
            tireless.problems()
                    .error(
                            "bad-value",
                            tireless.at(ADVANCED),
                            "`behavior` is written twice, here and in line %d"
                                    .formatted(
                                            tireless.at(BehaviorReader.BEHAVIOR).line()),
                            "keep one of the two");
        }
        refuse(tireless, section.counts());
        return section;
    }

    private static void refuse(Fields tireless, Counts counts) {
        int least = counts.least().orElse(0);
        if (counts.most().isPresent() && least > counts.most().getAsInt()) {
            tireless.problems()
                    .error(
                            "bad-value",
                            tireless.at(LEAST),
                            "`minReplicaCount` %d is more than `maxReplicaCount` %d"
                                    .formatted(least, counts.most().getAsInt()),
                            "lower the one or raise the other");
        }
        if (counts.idle().isPresent() && counts.idle().getAsInt() >= Math.max(1, least)) {
            tireless.problems()
                    .error(
                            "bad-value",
                            tireless.at(IDLE),
                            "`idleReplicaCount` %d is not below `minReplicaCount` %d"
                                    .formatted(counts.idle().getAsInt(), least),
                            "lower the one or raise the other");
        }
    }

    private static BehaviorSection advanced(Fields fields) {
        if (fields.node(MODIFIERS).isPresent()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(MODIFIERS),
                            "`scalingModifiers` are not understood: the largest demand of all triggers wins",
                            "remove them, or let one trigger have the formula, as a query of prometheus");
        }
        BehaviorSection behavior = fields.read(HPA)
                .map(hpa -> {
                    BehaviorSection found = hpa.read(BehaviorReader.BEHAVIOR)
                            .map(BehaviorReader::read)
                            .orElse(BehaviorSection.NONE);
                    hpa.refuseOthers();
                    return found;
                })
                .orElse(BehaviorSection.NONE);
        fields.refuseOthers();
        return behavior;
    }

    private static Drain drain(Fields fields) {
        Drain drain = new Drain(fields.read(TARGET_SECONDS), fields.read(BACKLOG), fields.read(TIMEOUT));
        fields.refuseOthers();
        return drain;
    }

    private static FallbackSection fallback(Fields fields) {
        fields.checkRequired();
        FallbackSection fallback = new FallbackSection(fields.read(FAILURES), fields.read(REPLICAS), fields.read(KIND));
        fields.refuseOthers();
        return fallback;
    }
}
