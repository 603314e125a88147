package tireless.scale.own;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.scale.own.OwnTrigger.Aggregation;
import tireless.scale.own.OwnTrigger.Resource;
import tireless.scale.own.OwnTrigger.Source;
import tireless.scale.own.OwnTrigger.Target;

/** Reads the triggers that need nothing but the replicas: {@code cpu}, {@code memory} and those of Tireless itself. */
public final class OwnTriggers {
    /** A day: a backlog that may take longer needs no second replica for it. */
    private static final double LONGEST_DRAIN_SECONDS = 86_400;

    private OwnTriggers() {}

    /**
     * A trigger as it was understood.
     *
     * @param trigger empty exactly where one of the problems is an error
     */
    public record Read(Optional<OwnTrigger> trigger, List<KeyProblem> problems) {
        public Read {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads one, or says all that is wrong with it.
     *
     * @throws IllegalArgumentException for a type that is none of these
     */
    public static Read read(ScaleTrigger trigger) {
        Metadata metadata = new Metadata(trigger.metadata());
        Optional<OwnTrigger> read = switch (trigger.type()) {
            case "cpu" -> usage(Resource.CPU, trigger.metricType(), metadata);
            case "memory" -> usage(Resource.MEMORY, trigger.metricType(), metadata);
            case ScaleTrigger.THROUGHPUT -> averaged(trigger, metadata, OwnTriggers::throughput);
            case ScaleTrigger.BACKLOG -> averaged(trigger, metadata, OwnTriggers::backlog);
            case ScaleTrigger.DRAIN -> averaged(trigger, metadata, OwnTriggers::drain);
            default -> throw new IllegalArgumentException(trigger.type() + " is not read from the replicas");
        };
        List<KeyProblem> problems = metadata.problems();
        boolean refused = problems.stream().anyMatch(KeyProblem::isError);
        return new Read(refused ? Optional.empty() : read, problems);
    }

    private static Optional<OwnTrigger> usage(Resource resource, MetricType metricType, Metadata metadata) {
        metadata.allowOnly(resource.type(), Set.of("value", "containerName"));
        return switch (metricType) {
            case UTILIZATION -> percent(metadata).map(target -> new OwnTrigger.Usage(resource, target));
            case AVERAGE_VALUE ->
                amount(resource, metadata).map(target -> new OwnTrigger.Usage(resource, new Target.Average(target)));
            case VALUE -> {
                metadata.refuse(
                        "metricType",
                        "`metricType` of `%s` is `Value`".formatted(resource.type()),
                        "It is `Utilization` or `AverageValue`.");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Target> percent(Metadata metadata) {
        OptionalDouble value = metadata.positive("value", "80");
        if (value.isPresent()
                && (value.getAsDouble() != Math.rint(value.getAsDouble()) || value.getAsDouble() > 1_000_000)) {
            metadata.refuse(
                    "value",
                    "`value` is `%s`, which is no whole percentage"
                            .formatted(metadata.text("value").orElse("")),
                    "Give a whole number, as `80`.");
            return Optional.empty();
        }
        return value.isPresent() ? Optional.of(new Target.Utilization((int) value.getAsDouble())) : Optional.empty();
    }

    private static Optional<Double> amount(Resource resource, Metadata metadata) {
        return switch (resource) {
            case CPU -> boxed(metadata.positive("value", "500m")).map(cores -> cores * 1_000);
            case MEMORY -> boxed(metadata.positive("value", "256Mi"));
        };
    }

    private static Optional<OwnTrigger> throughput(Metadata metadata) {
        metadata.allowOnly(ScaleTrigger.THROUGHPUT, Set.of("value"));
        return boxed(metadata.positive("value", "50")).map(OwnTrigger.Throughput::new);
    }

    private static Optional<OwnTrigger> backlog(Metadata metadata) {
        metadata.allowOnly(ScaleTrigger.BACKLOG, Set.of("value", "activationValue", "aggregation"));
        double activation = metadata.orZero("activationValue");
        Aggregation aggregation = aggregation(metadata);
        return boxed(metadata.positive("value", "100"))
                .map(value -> new OwnTrigger.Backlog(value, activation, aggregation));
    }

    private static Optional<OwnTrigger> drain(Metadata metadata) {
        metadata.allowOnly(ScaleTrigger.DRAIN, Set.of("targetSeconds", "backlog", "aggregation", "includesInFlight"));
        Aggregation aggregation = aggregation(metadata);
        boolean includes = metadata.word("includesInFlight", "false", "true").equals("true");
        Source source = metadata.text("backlog")
                .<Source>map(Source.Trigger::new)
                .orElseGet(() -> new Source.Replicas(aggregation));
        return boxed(metadata.positive("targetSeconds", "60"))
                .map(seconds ->
                        Duration.ofMillis(Math.max(1, Math.round(Math.min(seconds, LONGEST_DRAIN_SECONDS) * 1_000))))
                .map(target -> new OwnTrigger.Drain(target, source, includes));
    }

    private static Aggregation aggregation(Metadata metadata) {
        return metadata.word("aggregation", "max", "sum").equals("sum") ? Aggregation.SUM : Aggregation.MAX;
    }

    private static Optional<OwnTrigger> averaged(
            ScaleTrigger trigger, Metadata metadata, Function<Metadata, Optional<OwnTrigger>> read) {
        if (trigger.metricType() != MetricType.AVERAGE_VALUE) {
            metadata.refuse(
                    "metricType",
                    "`metricType` of `%s` can not be set".formatted(trigger.type()),
                    "Leave it out: it is always `AverageValue`.");
        }
        return read.apply(metadata);
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
