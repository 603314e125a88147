package tireless.trigger.redis;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import tireless.trigger.Form;
import tireless.trigger.Measure;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;
import tireless.trigger.connect.Question;

/** The entries of a stream: all, those that a group was given and has not confirmed, or those that a group was not given yet. */
public final class RedisStreamType implements TriggerType {
    private static final String STREAM = "stream";
    private static final String GROUP = "consumerGroup";
    private static final String PENDING = "pendingEntriesCount";
    private static final String LENGTH = "streamLength";
    private static final String LAG = "lagCount";
    private static final String ACTIVATION = "activationLagCount";

    private final RedisMode mode;

    private RedisStreamType(RedisMode mode) {
        this.mode = mode;
    }

    /** {@code redis-streams}, {@code redis-cluster-streams} and {@code redis-sentinel-streams}. */
    public static Stream<TriggerType> all() {
        return Stream.of(RedisMode.values()).map(RedisStreamType::new);
    }

    @Override
    public String name() {
        return mode.streams();
    }

    @Override
    public List<TriggerKey> keys() {
        return Stream.concat(
                        Stream.of(
                                TriggerKey.text(STREAM, "the name of the stream")
                                        .needed(),
                                TriggerKey.text(GROUP, "the group of consumers; without one all entries count"),
                                TriggerKey.of(
                                                PENDING,
                                                new Form.Whole(1),
                                                "with a group: how many unconfirmed entries one replica shall have")
                                        .or("5"),
                                TriggerKey.of(
                                                LENGTH,
                                                new Form.Whole(1),
                                                "without a group: how many entries one replica shall have")
                                        .or("5"),
                                TriggerKey.of(
                                        LAG,
                                        new Form.Whole(1),
                                        "with a group: how many entries not given out yet one replica shall have; in place of `pendingEntriesCount`, from Redis 7 on"),
                                TriggerKey.of(
                                                ACTIVATION,
                                                new Form.Whole(0),
                                                "with `lagCount`: there is work above so many")
                                        .or("0")),
                        RedisKeys.of(mode).stream())
                .toList();
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        Stream<TriggerProblem> own = settings.has(LAG) && !settings.has(GROUP)
                ? Stream.of(TriggerProblem.contradiction(
                        LAG, "`lagCount` is the lag of a group, and no group is named", "add `consumerGroup`"))
                : Stream.empty();
        return Stream.concat(own, RedisKeys.contradictions(mode, settings).stream())
                .toList();
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        RedisAccess access = RedisAccess.of(mode, settings);
        String stream = settings.the(STREAM);
        String shown = "stream `" + stream + "`"
                + settings.text(GROUP).map(group -> ", group `" + group + "`").orElse("");
        Measure measure = measure(settings);
        Question<UnifiedJedis, Long> count = count(stream, settings);
        return new NetworkTrigger<>(
                access.lease(opening.connections()),
                new NetworkTrigger.Asked(shown + " of Redis at " + access.where(), settings.secrets()),
                redis -> measure.of(count.ask(redis)));
    }

    private static Measure measure(Settings settings) {
        if (!settings.has(GROUP)) {
            return new Measure(settings.whole(LENGTH), 0);
        }
        return settings.has(LAG)
                ? new Measure(settings.whole(LAG), settings.whole(ACTIVATION))
                : new Measure(settings.whole(PENDING), 0);
    }

    private static Question<UnifiedJedis, Long> count(String stream, Settings settings) {
        Optional<String> group = settings.text(GROUP);
        if (group.isEmpty()) {
            return redis -> redis.xlen(stream);
        }
        return settings.has(LAG)
                ? redis -> RedisCounts.lag(redis, stream, group.get())
                : redis -> RedisCounts.pending(redis, stream, group.get());
    }
}
