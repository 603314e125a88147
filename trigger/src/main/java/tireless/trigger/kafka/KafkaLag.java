package tireless.trigger.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tireless.scale.Reading;
import tireless.trigger.Measure;
import tireless.trigger.NoReading;

/**
 * How far a group is behind, as KEDA counts. It remembers where the group was at the look before, for {@code excludePersistentLag}.
 */
final class KafkaLag {
    private final KafkaRules rules;
    private final Map<String, Long> before = new HashMap<>();

    KafkaLag(KafkaRules rules) {
        this.rules = rules;
    }

    /**
     * Where a partition is.
     *
     * @param name of topic and partition
     * @param start the oldest record that is kept
     * @param end the next record that will be written
     * @param committed the next record that the group will read; empty where it never said
     */
    record Partition(String name, long start, long end, OptionalLong committed) {}

    /** @param persistent also of partitions in which nothing moves, which the former leaves out */
    private record Lag(long moving, long persistent) {}

    synchronized Reading reading(List<Partition> partitions, Measure measure) throws NoReading {
        long total = 0;
        long persistent = 0;
        long behind = 0;
        for (Partition partition : partitions) {
            Lag lag = lag(partition);
            total = saturated(total, lag.moving());
            persistent = saturated(persistent, lag.persistent());
            behind += lag.moving() > 0 ? 1 : 0;
        }
        long counted = bounded(total, partitions.size(), behind);
        return measure.of(
                (double) counted, persistent > measure.activation(), told(total, counted, partitions.size(), behind));
    }

    /** What it is counted as, where that is not all of it. */
    private String told(long lag, long counted, long partitions, long behind) {
        if (counted == lag) {
            return "";
        }
        String limit = counted > lag
                ? "so that %,d partitions are shared evenly".formatted(partitions)
                : rules.onlyWithLag()
                        ? "for %,d of %,d partitions, which have a lag".formatted(behind, partitions)
                        : partitions == 1 ? "for 1 partition" : "for %,d partitions".formatted(partitions);
        return "lag %,d, counted as %,d %s".formatted(lag, counted, limit);
    }

    private static long saturated(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private Lag lag(Partition partition) {
        if (partition.committed().isEmpty()) {
            long unread = rules.zeroWithoutCommit() ? 0 : rules.earliest() ? partition.end() - partition.start() : 1;
            return new Lag(unread, unread);
        }
        long committed = partition.committed().getAsLong();
        // What was deleted before it was read is not there to be read.
        long lag = Math.max(0, partition.end() - Math.max(partition.start(), committed));
        Long last = before.put(partition.name(), committed);
        boolean stuck = rules.excludePersistent() && last != null && last == committed;
        return new Lag(stuck ? 0 : lag, lag);
    }

    /** More consumers than partitions would be idle. */
    private long bounded(long lag, long partitions, long behind) {
        if (rules.idleConsumers() && !rules.evenly()) {
            return lag;
        }
        long spread = rules.evenly() && lag > 0 ? evenly(lag, partitions) * rules.threshold() : lag;
        long most = rules.onlyWithLag() ? behind : partitions;
        // By the whole part: what is above it is rounded up to one more.
        return spread / rules.threshold() >= most ? most * rules.threshold() : spread;
    }

    /** The smallest number of consumers that is enough, and to which partitions are dealt evenly. */
    private long evenly(long lag, long partitions) {
        for (long consumers = 1; consumers < partitions; consumers++) {
            if (partitions % consumers == 0 && consumers * rules.threshold() >= lag) {
                return consumers;
            }
        }
        return partitions;
    }
}
