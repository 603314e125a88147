package tireless.trigger.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tireless.trigger.Measure;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;

/** How many records a group of consumers is behind. */
public final class KafkaType implements TriggerType {
    /** The client has a limit of its own for each of its three steps. */
    private static final Duration TIMEOUT = NetworkTrigger.TIMEOUT.plusSeconds(1);

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public List<TriggerKey> keys() {
        return KafkaKeys.all();
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        return KafkaKeys.contradictions(settings);
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        KafkaAccess access = KafkaAccess.of(settings);
        KafkaOffsets offsets = new KafkaOffsets(
                settings.the(KafkaKeys.GROUP), settings.text(KafkaKeys.TOPIC), settings.ranges(KafkaKeys.PARTITIONS));
        KafkaLag lag = new KafkaLag(rules(settings));
        Measure measure = new Measure(settings.whole(KafkaKeys.THRESHOLD), settings.whole(KafkaKeys.ACTIVATION));
        String subject = "group `" + offsets.group() + "`"
                + offsets.topic().map(topic -> " at topic `" + topic + "`").orElse("") + " of Kafka at "
                + access.where();
        return new NetworkTrigger<>(
                access.lease(opening.connections()),
                new NetworkTrigger.Asked(subject, TIMEOUT, settings.secrets(), Optional.empty()),
                kafka -> lag.reading(offsets.ask(kafka), measure));
    }

    private static KafkaRules rules(Settings settings) {
        return new KafkaRules(
                settings.whole(KafkaKeys.THRESHOLD),
                settings.the(KafkaKeys.RESET_POLICY).equals("earliest"),
                settings.flag(KafkaKeys.IDLE_CONSUMERS),
                settings.flag(KafkaKeys.ZERO_ON_INVALID),
                settings.flag(KafkaKeys.EXCLUDE_PERSISTENT),
                settings.flag(KafkaKeys.LIMIT_TO_LAG),
                settings.flag(KafkaKeys.EVENLY));
    }
}
