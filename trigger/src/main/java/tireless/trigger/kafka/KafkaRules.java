package tireless.trigger.kafka;

/**
 * How lag counts.
 *
 * @param threshold what one replica shall have; above zero
 * @param earliest whether a group without a commit begins at the oldest record, else at the next one
 * @param idleConsumers whether there may be more replicas than partitions
 * @param zeroWithoutCommit whether a partition without a commit has no lag
 * @param excludePersistent whether a partition in which the group has not moved since the last look has none
 * @param onlyWithLag whether there may be no more replicas than partitions with lag
 * @param evenly whether the number of replicas divides that of the partitions
 */
record KafkaRules(
        long threshold,
        boolean earliest,
        boolean idleConsumers,
        boolean zeroWithoutCommit,
        boolean excludePersistent,
        boolean onlyWithLag,
        boolean evenly) {}
