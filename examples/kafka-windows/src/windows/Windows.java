package windows;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Adds up the payments of a topic, for each shop in windows of ten seconds, in PostgreSQL: each payment once, whatever is killed. */
final class Windows implements AutoCloseable {
    private static final long WINDOW_MILLIS = 10_000;
    private static final Duration TELLS = Duration.ofSeconds(1);

    /** SIGTERM: what is in hand is finished, and no more taken. */
    private static volatile boolean ending;

    private final String topic = environment("TOPIC", "payments");
    /** Stands for the work that a payment is. */
    private final Duration work = Duration.ofMillis(Long.parseLong(environment("MILLIS_PER_PAYMENT", "10")));

    private final Sums sums;
    private final KafkaConsumer<String, String> consumer;
    private final Notify notify = new Notify();
    /** The first record of each partition of ours that is not in the sums. */
    private final Map<Integer, Long> next = new HashMap<>();

    private final Map<Integer, Long> committed = new HashMap<>();
    private long processed;
    private long errors;
    private long told = System.nanoTime() - TELLS.toNanos();

    private Windows() throws SQLException {
        sums = new Sums(environment("DATABASE", "jdbc:postgresql://127.0.0.1:5432/postgres"), topic);
        consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", environment("KAFKA", "127.0.0.1:9092"),
                        "group.id", environment("GROUP", "windows"),
                        // Tireless never runs two of a number: one that was killed is back as itself, with its partitions.
                        "group.instance.id", "windows-" + environment("DATAOS_REPLICA", "0"),
                        "partition.assignment.strategy", CooperativeStickyAssignor.class.getName(),
                        "session.timeout.ms", 6_000,
                        "heartbeat.interval.ms", 2_000,
                        "enable.auto.commit", false,
                        "auto.offset.reset", "earliest",
                        "allow.auto.create.topics", false,
                        "max.poll.records", 20),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static String environment(String name, String otherwise) {
        return System.getenv().getOrDefault(name, otherwise);
    }

    static void main() throws Exception {
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending = true;
            try {
                main.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        try (Windows windows = new Windows()) {
            windows.run();
        }
    }

    private void run() throws Exception {
        consumer.subscribe(List.of(topic), new Assigned());
        while (!ending) {
            ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(200));
            if (!records.isEmpty()) {
                tell(records.count());
                add(records);
            }
            commit();
            if (!records.isEmpty() || System.nanoTime() - told >= TELLS.toNanos()) {
                tell(0);
            }
        }
        System.out.println("ended after " + processed + " payments");
    }

    private void add(ConsumerRecords<String, String> records) throws SQLException {
        Map<Sums.Window, Sums.Sum> added = Sums.empty();
        Map<Integer, Sums.Step> steps = new HashMap<>();
        for (ConsumerRecord<String, String> payment : records) {
            try {
                Instant starts = Instant.ofEpochMilli(payment.timestamp() / WINDOW_MILLIS * WINDOW_MILLIS);
                Sums.Sum sum = new Sums.Sum(1, Long.parseLong(payment.value()));
                added.merge(new Sums.Window(starts, String.valueOf(payment.key())), sum, Sums.Sum::plus);
                processed++;
            } catch (NumberFormatException _) {
                errors++;
                System.out.printf("no amount: record %d of partition %d%n", payment.offset(), payment.partition());
            }
            LockSupport.parkNanos(work.toNanos());
        }
        for (TopicPartition partition : records.partitions()) {
            long last = records.records(partition).getLast().offset();
            steps.put(partition.partition(), new Sums.Step(next.get(partition.partition()), last + 1));
        }
        sums.add(added, steps);
        steps.forEach((partition, step) -> next.put(partition, step.next()));
    }

    /** For those who look at the lag, as the trigger does: where to go on is read from the database. */
    private void commit() {
        Map<Integer, Long> due = new HashMap<>(next);
        due.entrySet().removeAll(committed.entrySet());
        if (due.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(
                    due.entrySet().stream()
                            .collect(Collectors.toMap(
                                    each -> new TopicPartition(topic, each.getKey()),
                                    each -> new OffsetAndMetadata(each.getValue()))),
                    Duration.ofSeconds(2));
            committed.putAll(due);
        } catch (RebalanceInProgressException | CommitFailedException | TimeoutException _) {
            // Once more after the next poll, of what is still ours by then.
        }
    }

    private void tell(int inFlight) throws SQLException {
        List<String> fields = new ArrayList<>(List.of(
                "READY=1", "X_PROCESSED=" + processed, "X_ERRORS=" + errors, "X_INFLIGHT=" + inFlight));
        if (System.nanoTime() - told >= TELLS.toNanos()) {
            backlog().ifPresent(backlog -> fields.add("X_BACKLOG=" + backlog));
            told = System.nanoTime();
        }
        notify.tell(fields.toArray(String[]::new));
    }

    /** What waits in the whole topic; unknown while Kafka does not answer. */
    private OptionalLong backlog() throws SQLException {
        Map<Integer, Long> progress = sums.progress();
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            if (partitions.isEmpty()) {
                return OptionalLong.empty();
            }
            // Nobody may have begun to read some of them.
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            return OptionalLong.of(consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> Math.max(
                            0,
                            end.getValue()
                                    - progress.getOrDefault(
                                            end.getKey().partition(), beginnings.get(end.getKey()))))
                    .sum());
        } catch (TimeoutException _) {
            return OptionalLong.empty();
        }
    }

    /** A partition that comes goes on where the database says, whoever had it before. */
    private final class Assigned implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            for (TopicPartition partition : partitions) {
                try {
                    long first = sums.next(partition.partition(), beginnings.get(partition));
                    next.put(partition.partition(), first);
                    consumer.seek(partition, first);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                next.remove(partition.partition());
                committed.remove(partition.partition());
            }
        }
    }

    @Override
    public void close() throws SQLException {
        // One that is a member by its number would else keep its partitions until the session is over.
        consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        sums.close();
    }
}
