package tireless.trigger.redis;

import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.resps.StreamGroupInfo;
import tireless.trigger.NoReading;

/** Asks Redis how much there is. Loaded with the first question. */
final class RedisCounts {
    private RedisCounts() {}

    /** Of a list, set, sorted set or hash; of nothing, zero. Most are lists, so these are asked for at once. */
    static long length(UnifiedJedis redis, String key) throws NoReading {
        try {
            return redis.llen(key);
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
                return lengthByType(redis, key);
            }
            throw e;
        }
    }

    private static long lengthByType(UnifiedJedis redis, String key) throws NoReading {
        String type = redis.type(key);
        return switch (type) {
            case "none" -> 0;
            case "list" -> redis.llen(key);
            case "set" -> redis.scard(key);
            case "zset" -> redis.zcard(key);
            case "hash" -> redis.hlen(key);
            default -> throw new NoReading("it is of type " + type + ", which has no length here");
        };
    }

    static long pending(UnifiedJedis redis, String stream, String group) throws NoReading {
        try {
            return redis.xpending(stream, group).getTotal();
        } catch (JedisDataException e) {
            throw missing(e);
        }
    }

    /** As KEDA: no stream is no lag, and to a group that is not there yet everything is new. */
    static long lag(UnifiedJedis redis, String stream, String group) throws NoReading {
        if (!redis.exists(stream)) {
            return 0;
        }
        Optional<StreamGroupInfo> found = redis.xinfoGroups(stream).stream()
                .filter(info -> info.getName().equals(group))
                .findFirst();
        if (found.isEmpty()) {
            return redis.xlen(stream);
        }
        Map<String, Object> info = found.get().getGroupInfo();
        if (info.get("lag") instanceof Long lag) {
            return lag;
        }
        throw new NoReading(
                info.containsKey("lag")
                        ? "Redis can not tell the lag: entries were deleted, or the group was set to a place of its own"
                        : "Redis tells no lag before version 7");
    }

    private static NoReading missing(JedisDataException answer) throws JedisDataException {
        if (String.valueOf(answer.getMessage()).startsWith("NOGROUP")) {
            return new NoReading("there is no such stream, or it has no such group");
        }
        throw answer;
    }
}
