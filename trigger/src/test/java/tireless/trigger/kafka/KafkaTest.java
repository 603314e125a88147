package tireless.trigger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tireless.scale.Reading;
import tireless.trigger.rig.KafkaServer;
import tireless.trigger.rig.Triggers;

/** On a real Kafka in KRaft mode. */
@Tag("slow")
class KafkaTest {
    private final KafkaServer kafka = KafkaServer.shared();
    private final Triggers triggers = new Triggers();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.address()));

    @AfterEach
    void close() {
        triggers.close();
        admin.close();
    }

    private void filled(String topic, int... records) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, records.length, (short) 1)))
                .all()
                .get();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", kafka.address()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < records.length; partition++) {
                for (int i = 0; i < records[partition]; i++) {
                    producer.send(new ProducerRecord<>(topic, partition, null, new byte[] {1}))
                            .get();
                }
            }
        }
    }

    private void commit(String group, String topic, long... offsets) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> all = new HashMap<>();
        for (int partition = 0; partition < offsets.length; partition++) {
            all.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offsets[partition]));
        }
        admin.alterConsumerGroupOffsets(group, all).all().get();
    }

    private Map<String, String> at(String group, String... more) {
        Map<String, String> metadata =
                new HashMap<>(Map.of("bootstrapServers", kafka.address(), "consumerGroup", group));
        for (int i = 0; i < more.length; i += 2) {
            metadata.put(more[i], more[i + 1]);
        }
        return metadata;
    }

    @Test
    void lagIsWhatIsWrittenAndNotCommitted() throws Exception {
        filled("orders", 7, 4);
        commit("billing", "orders", 2, 4);

        assertThat(triggers.read("kafka", at("billing", "topic", "orders")))
                .isEqualTo(new Reading.Measured(5, 10, true));
        assertThat(triggers.read("kafka", at("billing"))).isEqualTo(new Reading.Measured(5, 10, true));
        assertThat(triggers.read("kafka", at("billing", "topic", "orders", "partitionLimitation", "1")))
                .isEqualTo(new Reading.Measured(0, 10, false));
        assertThat(triggers.read("kafka", at("billing", "topic", "orders", "lagThreshold", "1")))
                .isEqualTo(new Reading.Measured(2, 1, true, "lag 5, counted as 2 for 2 partitions"));
        assertThat(triggers.read(
                        "kafka", at("billing", "topic", "orders", "lagThreshold", "1", "allowIdleConsumers", "true")))
                .isEqualTo(new Reading.Measured(5, 1, true));
    }

    @Test
    void aGroupWithoutACommitBeginsWhereItsPolicySays() throws Exception {
        filled("fresh", 7, 4);

        assertThat(triggers.read("kafka", at("nobody", "topic", "fresh"))).isEqualTo(new Reading.Measured(2, 10, true));
        assertThat(triggers.read("kafka", at("nobody", "topic", "fresh", "offsetResetPolicy", "earliest")))
                .isEqualTo(new Reading.Measured(11, 10, true));
        assertThat(triggers.read("kafka", at("nobody", "topic", "fresh", "scaleToZeroOnInvalidOffset", "true")))
                .isEqualTo(new Reading.Measured(0, 10, false));
        assertThat(triggers.failure("kafka", at("nobody")))
                .endsWith("the group has committed nothing yet, so nobody knows its topics: name `topic`");
    }

    @Test
    void whatWasDeletedBeforeItWasReadDoesNotWait() throws Exception {
        filled("kept", 10);
        commit("slow", "kept", 1);
        admin.deleteRecords(Map.of(new TopicPartition("kept", 0), RecordsToDelete.beforeOffset(8)))
                .all()
                .get();

        assertThat(triggers.read("kafka", at("slow", "topic", "kept"))).isEqualTo(new Reading.Measured(2, 10, true));
        assertThat(triggers.read("kafka", at("nobody", "topic", "kept", "offsetResetPolicy", "earliest")))
                .isEqualTo(new Reading.Measured(2, 10, true));
    }

    @Test
    void aTopicThatIsNotThereIsNotEmpty() throws InterruptedException {
        assertThat(triggers.failure("kafka", at("billing", "topic", "none")))
                .isEqualTo(
                        "group `billing` at topic `none` of Kafka at " + kafka.address() + ": there is no such topic");
    }

    @Test
    void anAccountIsKnownByItsPassword() throws Exception {
        filled("secured", 3);
        Map<String, String> metadata = Map.of(
                "bootstrapServers", kafka.saslAddress(), "consumerGroup", "g", "topic", "secured", "sasl", "plaintext");

        assertThat(triggers.read("kafka", metadata, Map.of("username", "app", "password", KafkaServer.PASSWORD)))
                .isEqualTo(new Reading.Measured(1, 10, true));
        assertThat(triggers.failure("kafka", metadata, Map.of("username", "app", "password", "wrong-one")))
                .endsWith("it does not know the account, or not by this password");
    }
}
