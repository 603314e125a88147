package tireless.manifest.read;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import tireless.manifest.kind.AutoScaling;
import tireless.manifest.kind.HighAvailability;
import tireless.manifest.kind.Scaling;

/** Reads how many replicas there are and where. */
final class ScalingReader {
    private ScalingReader() {}

    /** {@code attributes} and those that are read here. */
    static Set<String> with(Set<String> attributes) {
        Set<String> all = new HashSet<>(attributes);
        all.addAll(List.of("replicas", "autoScaling", "highAvailabilityConfig"));
        return Set.copyOf(all);
    }

    static Scaling read(Fields section) {
        return new Scaling(
                section.wholeNumber("replicas", 0),
                section.fields("autoScaling").map(ScalingReader::autoScaling),
                section.fields("highAvailabilityConfig").map(ScalingReader::highAvailability));
    }

    private static AutoScaling autoScaling(Fields fields) {
        AutoScaling scaling = new AutoScaling(
                fields.bool("enabled"),
                fields.wholeNumber("minReplicas", 0),
                fields.wholeNumber("maxReplicas", 1),
                fields.wholeNumber("targetMemoryUtilizationPercentage", 1),
                fields.wholeNumber("targetCPUUtilizationPercentage", 1));
        fields.refuseOthers();
        OptionalInt least = scaling.minReplicas();
        OptionalInt most = scaling.maxReplicas();
        if (least.isPresent() && most.isPresent() && least.getAsInt() > most.getAsInt()) {
            fields.problems()
                    .error(
                            "bad-value",
                            fields.at("minReplicas"),
                            "`minReplicas` %d is more than `maxReplicas` %d"
                                    .formatted(least.getAsInt(), most.getAsInt()),
                            "lower the one or raise the other");
        }
        return scaling;
    }

    private static HighAvailability highAvailability(Fields fields) {
        HighAvailability availability = new HighAvailability(
                fields.choice("level", List.of("hostname", "zone", "region")),
                fields.choice("mode", List.of("preferred", "required")));
        fields.refuseOthers();
        return availability;
    }
}
