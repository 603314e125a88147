package tireless.trigger.kafka;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import tireless.trigger.NoReading;

/**
 * Asks Kafka where the partitions of topics are, and where a group is.
 *
 * @param topic empty for all for which the group has committed
 * @param only the partitions that count; empty for all
 */
record KafkaOffsets(String group, Optional<String> topic, Optional<SortedSet<Integer>> only) {

    List<KafkaLag.Partition> ask(Admin kafka) throws ExecutionException, InterruptedException, NoReading {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = kafka.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return partitions(kafka, committed);
        } catch (ExecutionException e) {
            throw said(e);
        }
    }

    private static ExecutionException said(ExecutionException failure) throws NoReading {
        return switch (failure.getCause()) {
            case UnknownTopicOrPartitionException _ -> throw new NoReading("there is no such topic");
            case TimeoutException _ ->
                throw new NoReading("no broker answered in time: does one listen there, and speak Kafka?");
            case SaslAuthenticationException _ ->
                throw new NoReading("it does not know the account, or not by this password");
            case AuthorizationException e -> throw new NoReading("the account may not look: " + e.getMessage());
            case null, default -> failure;
        };
    }

    private List<KafkaLag.Partition> partitions(Admin kafka, Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException, NoReading {
        Set<String> topics = topic.map(Set::of)
                .orElseGet(() ->
                        committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        if (topics.isEmpty()) {
            throw new NoReading("the group has committed nothing yet, so nobody knows its topics: name `topic`");
        }
        List<TopicPartition> partitions = kafka.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(description -> counted(description).stream())
                .toList();
        if (partitions.isEmpty()) {
            throw new NoReading("the topic has none of the partitions that `partitionLimitation` names");
        }
        // Both are under way at once.
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> starts =
                offsets(kafka, partitions, OffsetSpec.earliest());
        KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> ends = offsets(kafka, partitions, OffsetSpec.latest());
        List<KafkaLag.Partition> all = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata at = committed.get(partition);
            all.add(new KafkaLag.Partition(
                    partition.toString(),
                    offset(starts.get(), partition),
                    offset(ends.get(), partition),
                    at == null ? OptionalLong.empty() : OptionalLong.of(at.offset())));
        }
        return all;
    }

    private List<TopicPartition> counted(TopicDescription description) {
        return description.partitions().stream()
                .filter(partition ->
                        topic.isEmpty() || only.isEmpty() || only.get().contains(partition.partition()))
                .map(partition -> new TopicPartition(description.name(), partition.partition()))
                .toList();
    }

    private static KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
            Admin kafka, List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, which));
        return kafka.listOffsets(asked).all();
    }

    private static long offset(Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition)
            throws NoReading {
        ListOffsetsResultInfo info = offsets.get(partition);
        if (info == null) {
            throw new NoReading("nothing is said of partition " + partition);
        }
        return info.offset();
    }
}
