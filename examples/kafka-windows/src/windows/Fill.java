package windows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;

/** Pays: {@code COUNT [TIME]} are so many payments, of 1, 2, 3 … to ten shops in turn, one each 10 ms of a made-up time from now, or from TIME, on. */
final class Fill {
    private static final String TOPIC = System.getenv().getOrDefault("TOPIC", "payments");
    private static final int PARTITIONS = 4;

    private Fill() {}

    static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[0]);
        Instant time = arguments.length > 1 ? Instant.parse(arguments[1]) : Instant.now();
        Map<String, Object> kafka =
                Map.of("bootstrap.servers", System.getenv().getOrDefault("KAFKA", "127.0.0.1:9092"));
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            for (int number = 1; number <= count; number++) {
                // In turn, so that all partitions have as much: shops that pay more than others would not spread so evenly.
                producer.send(new ProducerRecord<>(
                        TOPIC,
                        number % PARTITIONS,
                        time.plusMillis(10L * number).toEpochMilli(),
                        "shop-" + number % 10,
                        String.valueOf(number)));
            }
            producer.flush();
        }
        System.out.println(count + " payments");
    }
}
