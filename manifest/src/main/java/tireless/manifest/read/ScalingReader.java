package tireless.manifest.read;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tireless.manifest.kind.AutoScaling;
import tireless.manifest.kind.HighAvailability;
import tireless.manifest.kind.Scaling;
import tireless.model.Workload;

/** Reads how many replicas there are and where. */
final class ScalingReader {
    private static final Attribute<OptionalInt> REPLICAS = Attribute.wholeNumber("replicas", 0, Workload.MOST_REPLICAS)
            .described("how many copies run at once, numbered from 0; 0 is legal")
            .byDefault(1);
    private static final Attribute<Optional<Boolean>> ENABLED = Attribute.bool("enabled")
            .described("whether the number of replicas follows the load")
            .byDefault(true);
    private static final Attribute<OptionalInt> MIN_REPLICAS = Attribute.wholeNumber(
                    "minReplicas", 0, Workload.MOST_REPLICAS)
            .described("the fewest replicas, not above `maxReplicas`");
    private static final Attribute<OptionalInt> MAX_REPLICAS =
            Attribute.wholeNumber("maxReplicas", 1, Workload.MOST_REPLICAS).described("the most replicas");
    private static final Attribute<OptionalInt> TARGET_MEMORY = Attribute.wholeNumber(
                    "targetMemoryUtilizationPercentage", 1)
            .described("the use of memory, in percent of the request, that scaling aims at")
            .example(80);
    private static final Attribute<OptionalInt> TARGET_CPU = Attribute.wholeNumber("targetCPUUtilizationPercentage", 1)
            .described("the use of processor time, in percent of the request, that scaling aims at")
            .example(80);
    static final Attribute<Optional<Fields>> AUTO_SCALING = Attribute.section(
                    "autoScaling",
                    Attributes.of("autoscaling", ENABLED, MIN_REPLICAS, MAX_REPLICAS, TARGET_MEMORY, TARGET_CPU))
            .described("how the number of replicas follows the use of processor and memory");
    private static final Attribute<Optional<String>> LEVEL = Attribute.choice(
                    "level", List.of("hostname", "zone", "region"))
            .described("what no two replicas shall share");
    private static final Attribute<Optional<String>> MODE =
            Attribute.choice("mode", List.of("preferred", "required")).described("whether that is a wish or a must");
    static final Attribute<Optional<Fields>> HIGH_AVAILABILITY = Attribute.section(
                    "highAvailabilityConfig", Attributes.of("high availability", LEVEL, MODE))
            .described("how the replicas are spread over the nodes of a Kubernetes cluster");

    private ScalingReader() {}

    /** {@code attributes} and those that are read here. */
    static Attributes with(Attributes attributes) {
        return attributes.with(attributes.name(), REPLICAS, AUTO_SCALING, HIGH_AVAILABILITY);
    }

    static Scaling read(Fields section) {
        return new Scaling(
                section.read(REPLICAS),
                section.read(AUTO_SCALING).map(ScalingReader::autoScaling),
                section.read(HIGH_AVAILABILITY).map(ScalingReader::highAvailability));
    }

    private static AutoScaling autoScaling(Fields fields) {
        AutoScaling scaling = new AutoScaling(
                fields.read(ENABLED),
                fields.read(MIN_REPLICAS),
                fields.read(MAX_REPLICAS),
                fields.read(TARGET_MEMORY),
                fields.read(TARGET_CPU));
        fields.refuseOthers();
        OptionalInt least = scaling.minReplicas();
        OptionalInt most = scaling.maxReplicas();
        if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at(MIN_REPLICAS),
                            "`minReplicas` %d is more than `maxReplicas` %d"
                                    .formatted(least.getAsInt(), most.getAsInt()),
                            "lower the one or raise the other");
        }
        return scaling;
    }

    private static HighAvailability highAvailability(Fields fields) {
        HighAvailability availability = new HighAvailability(fields.read(LEVEL), fields.read(MODE));
        fields.refuseOthers();
        return availability;
    }
}
