package tireless.trigger.rig;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tireless.model.scaling.ScaleTrigger;
import tireless.model.scaling.ScaleTrigger.MetricType;
import tireless.scale.Reading;
import tireless.scale.own.KeyProblem;
import tireless.scale.own.OwnTriggers;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerCheck;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;
import tireless.trigger.catalog.TriggerCatalog;
import tireless.trigger.connect.Connections;

/** Triggers as a manifest has them, opened and read. */
public final class Triggers implements AutoCloseable {
    private static final TriggerCatalog CATALOG = TriggerCatalog.standard();

    private final InstantSource clock;
    private final Connections connections;

    public Triggers() {
        this(InstantSource.system());
    }

    /** At the time that a clock shows. */
    public Triggers(InstantSource clock) {
        this.clock = clock;
        this.connections = new Connections(clock);
    }

    public static ScaleTrigger written(String type, Map<String, String> metadata) {
        return new ScaleTrigger(
                type, Optional.empty(), new TreeMap<>(metadata), MetricType.AVERAGE_VALUE, false, Optional.empty());
    }

    public static ScaleTrigger authenticated(String type, Map<String, String> metadata) {
        return new ScaleTrigger(
                type,
                Optional.empty(),
                new TreeMap<>(metadata),
                MetricType.AVERAGE_VALUE,
                false,
                Optional.of(new ScaleTrigger.AuthenticationRef("auth", false)));
    }

    public static ScaleTrigger cached(String type, Map<String, String> metadata) {
        return new ScaleTrigger(
                type, Optional.empty(), new TreeMap<>(metadata), MetricType.AVERAGE_VALUE, true, Optional.empty());
    }

    /** What lint says. */
    public static List<TriggerProblem> problems(String type, Map<String, String> metadata) {
        return CATALOG.problems(written(type, metadata));
    }

    /** Whether nothing is wrong with a trigger whose parameters and variables are known; those that are read from the replicas are checked too. */
    public static boolean isRight(
            ScaleTrigger trigger, Map<String, String> authentication, Map<String, String> environment) {
        if (trigger.isOfReplicas()) {
            return OwnTriggers.read(trigger).problems().stream().noneMatch(KeyProblem::isError);
        }
        TriggerType type = CATALOG.types().get(trigger.type());
        Settings settings = Settings.of(type.keys(), trigger.metadata(), authentication, environment);
        return TriggerCheck.problems(type, settings, trigger.metadata()).stream()
                .noneMatch(TriggerProblem::isError);
    }

    public Trigger open(ScaleTrigger trigger, Map<String, String> authentication) {
        return CATALOG.open(trigger, authentication, Map.of(), connections, clock);
    }

    /** One look, by a trigger that is closed afterwards. */
    public Reading read(String type, Map<String, String> metadata, Map<String, String> authentication)
            throws InterruptedException {
        try (Trigger trigger = open(written(type, metadata), authentication)) {
            return trigger.read();
        }
    }

    public Reading read(String type, Map<String, String> metadata) throws InterruptedException {
        return read(type, metadata, Map.of());
    }

    /** Read until it is as wanted, as servers count some things from time to time only; the last reading where that takes 10 s. */
    public Reading eventually(String type, Map<String, String> metadata, Predicate<Reading> wanted)
            throws InterruptedException {
        try (Trigger trigger = open(written(type, metadata), Map.of())) {
            Reading reading = trigger.read();
            for (int i = 0; i < 100 && !wanted.test(reading); i++) {
                LockSupport.parkNanos(100_000_000);
                reading = trigger.read();
            }
            return reading;
        }
    }

    /** Why it could not be read; fails where it could. */
    public String failure(String type, Map<String, String> metadata, Map<String, String> authentication)
            throws InterruptedException {
        Reading reading = read(type, metadata, authentication);
        if (reading instanceof Reading.Failed(String why)) {
            return why;
        }
        throw new AssertionError("it could be read: " + reading);
    }

    public String failure(String type, Map<String, String> metadata) throws InterruptedException {
        return failure(type, metadata, Map.of());
    }

    public Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
