package tireless.trigger.redis;

import java.util.List;
import java.util.stream.Stream;
import tireless.trigger.Form;
import tireless.trigger.Measure;
import tireless.trigger.NetworkTrigger;
import tireless.trigger.Opening;
import tireless.trigger.Settings;
import tireless.trigger.Trigger;
import tireless.trigger.TriggerKey;
import tireless.trigger.TriggerProblem;
import tireless.trigger.TriggerType;

/** The length of a list, set, sorted set or hash. */
public final class RedisListType implements TriggerType {
    private static final String LIST = "listName";
    private static final String LENGTH = "listLength";
    private static final String ACTIVATION = "activationListLength";

    private final RedisMode mode;

    private RedisListType(RedisMode mode) {
        this.mode = mode;
    }

    /** {@code redis}, {@code redis-cluster} and {@code redis-sentinel}. */
    public static Stream<TriggerType> all() {
        return Stream.of(RedisMode.values()).map(RedisListType::new);
    }

    @Override
    public String name() {
        return mode.lists();
    }

    @Override
    public List<TriggerKey> keys() {
        return Stream.concat(
                        Stream.of(
                                TriggerKey.text(LIST, "the name of the list; or of a set, sorted set or hash")
                                        .needed(),
                                TriggerKey.of(LENGTH, new Form.Whole(1), "how many entries one replica shall have")
                                        .or("5"),
                                TriggerKey.of(ACTIVATION, new Form.Whole(0), "there is work above so many entries")
                                        .or("0")),
                        RedisKeys.of(mode).stream())
                .toList();
    }

    @Override
    public List<TriggerProblem> contradictions(Settings settings) {
        return RedisKeys.contradictions(mode, settings);
    }

    @Override
    public Trigger open(Opening opening) {
        Settings settings = opening.settings();
        RedisAccess access = RedisAccess.of(mode, settings);
        String list = settings.the(LIST);
        Measure measure = new Measure(settings.whole(LENGTH), settings.whole(ACTIVATION));
        return new NetworkTrigger<>(
                access.lease(opening.connections()),
                new NetworkTrigger.Asked("list `" + list + "` of Redis at " + access.where(), settings.secrets()),
                redis -> measure.of((double) RedisCounts.length(redis, list)));
    }
}
