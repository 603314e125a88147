package tireless.trigger.catalog;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import tireless.model.Problem;
import tireless.model.scaling.ScaleTrigger;
import tireless.scale.Reading;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerCheck;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;
import tireless.trigger.connect.Connections;
import tireless.trigger.cron.CronType;
import tireless.trigger.http.MetricsApiType;
import tireless.trigger.http.PrometheusType;
import tireless.trigger.kafka.KafkaType;
import tireless.trigger.postgresql.PostgresqlType;
import tireless.trigger.rabbitmq.RabbitType;
import tireless.trigger.redis.RedisListType;
import tireless.trigger.redis.RedisStreamType;

/** All types of triggers of this build that ask something outside of the replicas. */
public final class TriggerCatalog {
    private final SortedMap<String, TriggerType> types;

    private TriggerCatalog(Stream<TriggerType> types) {
        SortedMap<String, TriggerType> byName = new TreeMap<>();
        types.forEach(type -> byName.put(type.name(), type));
        this.types = Collections.unmodifiableSortedMap(byName);
    }

    /** Those of this build. No client of anything is loaded by that. */
    public static TriggerCatalog standard() {
        return new TriggerCatalog(Stream.of(
                        Stream.of(
                                new CronType(),
                                new PrometheusType(),
                                new MetricsApiType(),
                                new PostgresqlType(),
                                new RabbitType(),
                                new KafkaType()),
                        RedisListType.all(),
                        RedisStreamType.all())
                .flatMap(all -> all));
    }

    /** By name. */
    public SortedMap<String, TriggerType> types() {
        return types;
    }

    /**
     * What is wrong with a trigger, as far as the manifest alone can say. Pure. Of a type that is measured from the replicas themselves:
     * nothing.
     */
    public List<TriggerProblem> problems(ScaleTrigger trigger) {
        if (trigger.isOfReplicas()) {
            return List.of();
        }
        TriggerType type = types.get(trigger.type());
        if (type == null) {
            return List.of(ForeignTypes.unknown(trigger.type(), types.keySet()));
        }
        List<TriggerProblem> problems = new ArrayList<>(ofTrigger(type, trigger));
        Settings written = Settings.written(
                type.keys(), trigger.metadata(), trigger.authentication().isPresent());
        problems.addAll(TriggerCheck.problems(type, written, trigger.metadata()));
        problems.addAll(PlainSecrets.warnings(type, trigger.metadata()));
        return problems;
    }

    private static List<TriggerProblem> ofTrigger(TriggerType type, ScaleTrigger trigger) {
        List<TriggerProblem> problems = new ArrayList<>();
        if (trigger.metricType() == ScaleTrigger.MetricType.UTILIZATION) {
            problems.add(new TriggerProblem(
                    Problem.Severity.ERROR,
                    "trigger-contradiction",
                    Optional.empty(),
                    "`metricType: Utilization` is a part of what was requested, and `" + type.name()
                            + "` requests nothing",
                    Optional.of("`AverageValue` or `Value`")));
        }
        if (trigger.useCachedMetrics() && !type.isCacheable()) {
            problems.add(new TriggerProblem(
                    Problem.Severity.ERROR,
                    "trigger-contradiction",
                    Optional.empty(),
                    "`useCachedMetrics` is of no use to `" + type.name() + "`, which asks nobody",
                    Optional.of("remove it")));
        }
        return problems;
    }

    /**
     * Opens a trigger. Where it can not be read, as a parameter of its authentication is missing, it says so at each look.
     *
     * @param authentication the parameters of its TriggerAuthentication, in the clear
     * @param environment the variables of the worker, for keys that end in {@code FromEnv}
     */
    public Trigger open(
            ScaleTrigger trigger,
            Map<String, String> authentication,
            Map<String, String> environment,
            Connections connections,
            InstantSource clock) {
        TriggerType type = types.get(trigger.type());
        if (type == null) {
            return new Unreadable(
                    ForeignTypes.unknown(trigger.type(), types.keySet()).message());
        }
        Settings settings = Settings.of(type.keys(), trigger.metadata(), authentication, environment);
        return Stream.concat(
                        ofTrigger(type, trigger).stream(),
                        TriggerCheck.problems(type, settings, trigger.metadata()).stream())
                .filter(TriggerProblem::isError)
                .findFirst()
                .<Trigger>map(problem -> new Unreadable(trigger.shown() + ": " + problem.message()))
                .orElseGet(() -> type.open(new Opening(settings, connections, clock, trigger.useCachedMetrics())));
    }

    private record Unreadable(String why) implements Trigger {
        @Override
        public Reading read() {
            return new Reading.Failed(why);
        }

        @Override
        public void close() {}
    }
}
